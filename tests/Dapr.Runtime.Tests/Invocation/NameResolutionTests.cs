using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Invocation;

/// <summary>Runtimes that know nothing of each other, as in several processes: https://docs.dapr.io/reference/components-reference/supported-name-resolution/.</summary>
public sealed class NameResolutionTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestRuntime _one = new();
    private readonly TestRuntime _two = new();
    private TestApp? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_AnAppOfAnotherRuntime_IsFoundUntilItStops()
    {
        var configuration = Configuration("sqlite", $"connectionString: {_folder.Combine("names.db")}");
        await using var callee = await StartCalleeAsync(configuration);
        await using var sidecar = _two.CreateSidecar(new SidecarOptions { AppId = "caller", ConfigurationFile = configuration });
        await sidecar.StartAsync(Cancellation);
        using var caller = new HttpClient { BaseAddress = sidecar.Endpoint };

        using var response = await caller.PostTextAsync("/v1.0/invoke/callee/method/a%2Fb?q=1", "body");
        Assert.Equal("POST /a%2Fb?q=1 from caller to callee: body", await response.TextAsync());
        using var forbidden = await caller.GetAsync("/v1.0/invoke/callee/method/secret", Cancellation);
        Assert.Equal((HttpStatusCode.Forbidden, "ERR_DIRECT_INVOKE"), (forbidden.StatusCode, await forbidden.ErrorCodeAsync()));

        await callee.StopAsync(Cancellation);
        using var gone = await caller.GetAsync("/v1.0/invoke/callee/method/x", Cancellation);
        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_DIRECT_INVOKE"), (gone.StatusCode, await gone.ErrorCodeAsync()));
    }

    [Theory]
    [InlineData("default", HttpStatusCode.Forbidden)]
    [InlineData("elsewhere", HttpStatusCode.OK)]
    public async Task AnotherProcessesCaller_IsKnownByItsNamespaceToo(string space, HttpStatusCode expected)
    {
        var configuration = Configuration("sqlite", $"connectionString: {_folder.Combine("names.db")}");
        await using var callee = await StartCalleeAsync(configuration);
        await using var sidecar = _two.CreateSidecar(new SidecarOptions { AppId = "caller", Namespace = space, ConfigurationFile = configuration });
        await sidecar.StartAsync(Cancellation);
        using var caller = new HttpClient { BaseAddress = sidecar.Endpoint };
        caller.DefaultRequestHeaders.Add("dapr-caller-namespace", "forged");

        using var response = await caller.GetAsync("/v1.0/invoke/callee.default/method/secret", Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("jsonString", """stringValue: '{ "appInstances": { "callee": [ { "ipv4": "127.0.0.1", "port": PORT } ] } }'""")]
    [InlineData("yamlFile", "filePath: FILE")]
    public async Task StructuredFormat_AnAppOfAnotherRuntime_IsFoundInTheList(string type, string source)
    {
        var port = LoopbackPort.Free();
        var file = _folder.Write("apps.yaml", $"appInstances:\n  callee:\n  - domain: localhost\n    port: {port}\n");
        var configuration = Configuration(
            "structuredformat", $"structuredType: {type}\n      {source.Replace("PORT", $"{port}", StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal)}");
        await using var callee = await StartCalleeAsync(configuration, port);
        await using var sidecar = _two.CreateSidecar(new SidecarOptions { AppId = "caller", ConfigurationFile = configuration });
        await sidecar.StartAsync(Cancellation);
        using var caller = new HttpClient { BaseAddress = sidecar.Endpoint };

        Assert.Equal("GET /x from caller to callee: ", await caller.GetStringAsync("/v1.0/invoke/callee/method/x", Cancellation));
    }

    [Theory]
    [InlineData("consul", "a: b", "type 'nameresolution.consul' is not known")]
    [InlineData("sqlite", "tableName: hosts", "metadata field 'connectionString' is missing")]
    [InlineData("sqlite", "connectionString: x.db\n      updateInterval: 1s", "metadata field 'updateInterval' must be at least a second more than 'timeout'")]
    [InlineData("sqlite", "connectionString: x.db\n      tabelName: x", "metadata field 'tabelName' is not known")]
    [InlineData("structuredformat", "structuredType: xml", "metadata field 'structuredType' is 'xml'")]
    [InlineData("structuredformat", "structuredType: yamlString\n      stringValue: 'appInstances: { a: [ { port: 1 } ] }'", "field 'domain', 'ipv4' or 'ipv6' is missing")]
    public async Task Start_WithAWrongConfiguration_NamesTheField(string component, string fields, string expected)
    {
        await using var sidecar = _one.CreateSidecar(new SidecarOptions { AppId = "app", ConfigurationFile = Configuration(component, fields) });

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => sidecar.StartAsync(Cancellation));

        Assert.StartsWith("config.yaml: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
        if (_app is not null)
            await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<Sidecar> StartCalleeAsync(string configuration, int internalPort = 0)
    {
        _app = await TestApp.StartAsync("callee", app => app.Run(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/dapr"))
            {
                context.Response.StatusCode = 404;
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            var headers = context.Request.Headers;
            await context.Response.WriteAsync(
                $"{context.Request.Method} {target} from {headers["dapr-caller-app-id"]} to {headers["dapr-callee-app-id"]}: {await reader.ReadToEndAsync(Cancellation)}");
        }));
        var sidecar = _one.CreateSidecar(new SidecarOptions
        {
            AppId = "callee",
            AppEndpoint = _app.Address,
            ConfigurationFile = configuration,
            InternalPort = internalPort,
        });
        await sidecar.StartAsync(Cancellation);
        await sidecar.Ready.WaitAsync(Cancellation);
        return sidecar;
    }

    private string Configuration(string component, string fields) => _folder.Write("config.yaml", $"""
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: c
        spec:
          nameResolution:
            component: {component}
            configuration:
              {fields}
          accessControl:
            defaultAction: allow
            policies:
            - appId: caller
              namespace: default
              trustDomain: public
              defaultAction: allow
              operations:
              - name: /secret
                httpVerb: ["*"]
                action: deny
        """);
}
