using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>Services without a sidecar: https://docs.dapr.io/developing-applications/building-blocks/service-invocation/howto-invoke-non-dapr-endpoints/.</summary>
public sealed class HttpEndpointTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
        => _app = await TestApp.StartAsync("outside", app => app.Run(context => context.Response.WriteAsync(
            $"{context.Request.Path}{context.Request.QueryString} key={context.Request.Headers["X-Key"]} caller={context.Request.Headers["dapr-caller-app-id"]}")));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Invoke_AnHttpEndpoint_AddsItsPathAndHeaders()
    {
        Environment.SetEnvironmentVariable("MG_ENDPOINT_KEY", "secret");
        await using var runtime = new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: HTTPEndpoint
            metadata:
              name: partner
            spec:
              baseUrl: {_app.Address}base
              headers:
              - name: X-Key
                secretKeyRef:
                  name: MG_ENDPOINT_KEY
            auth:
              secretStore: env
            scopes: [caller]
            ---
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: env
            spec:
              type: secretstores.local.env
              version: v1
            """);
        var (_, caller) = await runtime.StartAsync("caller");
        var (_, other) = await runtime.StartAsync("other");

        Assert.Equal("/base/songs?q=1 key=secret caller=", await caller.GetStringAsync("/v1.0/invoke/partner/method/songs?q=1", Cancellation));
        using var refused = await other.GetAsync("/v1.0/invoke/partner/method/songs", Cancellation);
        Assert.Equal((500, "ERR_DIRECT_INVOKE"), ((int)refused.StatusCode, await refused.ErrorCodeAsync()));
        caller.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_AnAddressInThePlaceOfAnAppId(bool isEscaped)
    {
        await using var runtime = new TestRuntime();
        var (_, caller) = await runtime.StartAsync("caller");
        using var _ = caller;
        var address = _app.Address.ToString().TrimEnd('/');

        Assert.Equal(
            "/a/b?c=d key= caller=",
            await caller.GetStringAsync($"/v1.0/invoke/{(isEscaped ? Uri.EscapeDataString(address) : address)}/method/a/b?c=d", Cancellation));
    }

    [Theory]
    [InlineData("baseUrl: ftp://x", "field 'baseUrl' is 'ftp://x', which is no http:// or https:// address")]
    [InlineData("headers: []", "field 'baseUrl' is missing")]
    public void Load_AWrongEndpoint_NamesFileAndField(string spec, string expected)
    {
        var error = Assert.Throws<DaprConfigurationException>(() => new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: HTTPEndpoint
            metadata:
              name: partner
            spec:
              {spec}
            """));

        Assert.Contains("0.yaml: HTTP endpoint partner: spec: " + expected, error.Message, StringComparison.Ordinal);
    }
}
