using System.Net;
using Microsoft.AspNetCore.Builder;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/operations/configuration/invoke-allowlist/.</summary>
public sealed class AccessControlTests : IAsyncDisposable
{
    private readonly TestRuntime _runtime = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("friend", "GET", "/songs/1", true)]
    [InlineData("friend", "GET", "/Songs//1", true)]
    [InlineData("friend", "GET", "/songs/1?x=/admin", true)]
    [InlineData("friend", "POST", "/songs/1", false)]
    [InlineData("friend", "GET", "/songs/admin", false)]
    [InlineData("friend", "GET", "/songs/%61dmin", false)]
    [InlineData("friend", "GET", "/songs%2Fadmin", false)]
    [InlineData("friend", "GET", "/songs%5Cadmin", false)]
    [InlineData("friend", "GET", "/songs/1%2F..%2Fadmin", false)]
    [InlineData("friend", "GET", "/songs%2F..%2Fother", false)]
    [InlineData("friend", "GET", "/songs%23/../other", false)]
    [InlineData("friend", "GET", "/other", false)]
    [InlineData("friend", "DELETE", "/any", true)]
    [InlineData("trusted", "PUT", "/whatever", true)]
    [InlineData("stranger", "GET", "/songs/1", false)]
    public async Task Invoke_IsAllowedAsTheCalleesPolicySays(string caller, string verb, string path, bool allowed)
    {
        await using var app = await TestApp.StartAsync("callee", app => app.MapFallback(() => "reached"));
        await using var callee = await StartCalleeAsync(app, """
                accessControl:
                    defaultAction: deny
                    trustDomain: "public"
                    policies:
                    - appId: friend
                      defaultAction: deny
                      trustDomain: public
                      namespace: default
                      operations:
                      - name: /songs/*
                        httpVerb: ["GET"]
                        action: allow
                      - name: /songs/admin
                        httpVerb: ["*"]
                        action: deny
                      - name: any
                        httpVerb: ["DELETE"]
                        action: allow
                    - appId: trusted
                      trustDomain: public
                      namespace: default
                      defaultAction: allow
                """);
        var (_, client) = await _runtime.StartAsync(caller);
        using var _ = client;

        using var request = new HttpRequestMessage(new HttpMethod(verb), "/v1.0/invoke/callee/method" + path);
        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        if (!allowed)
            Assert.Equal("ERR_DIRECT_INVOKE", await response.ErrorCodeAsync());
    }

    [Theory]
    [InlineData("friend", "ns1", "public", true)]
    [InlineData("friend", "ns2", "public", false)]
    [InlineData("friend", "ns3", "public", true)]
    [InlineData("friend", "ns2", "elsewhere", true)]
    [InlineData("guest", "ns1", "elsewhere", false)]
    [InlineData("guest", "ns1", "public", true)]
    public async Task Invoke_ACallerIsItsAppIdItsNamespaceAndItsTrustDomain(string appId, string space, string trustDomain, bool allowed)
    {
        await using var app = await TestApp.StartAsync("callee", app => app.MapFallback(() => "reached"));
        await using var callee = await StartCalleeAsync(app, """
                accessControl:
                    defaultAction: allow
                    policies:
                    - { appId: friend, namespace: ns1, trustDomain: public, defaultAction: allow }
                    - { appId: friend, namespace: ns2, trustDomain: public, defaultAction: deny }
                    - { appId: guest, namespace: ns1, trustDomain: elsewhere, defaultAction: deny, operations: [ { name: /x, action: allow } ] }
                """);
        await using var caller = _runtime.CreateSidecar(new SidecarOptions
        {
            AppId = appId,
            Namespace = space,
            ConfigurationFile = Configuration($"accessControl: {{ trustDomain: {trustDomain} }}"),
        });
        await caller.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = caller.Endpoint };
        client.DefaultRequestHeaders.Add("dapr-caller-namespace", "ns1");

        using var response = await client.GetAsync("/v1.0/invoke/callee/method/x", Cancellation);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("accessControl: { defaultAction: maybe }", "config.yaml: configuration c: spec: accessControl: field 'defaultAction' is 'maybe'; it can be either allow or deny")]
    [InlineData("accessControl: { policies: [ { appId: a } ] }", "policies[0]: field 'namespace' is missing")]
    [InlineData("accessControl: { policies: [ { appId: a, namespace: d } ] }", "policies[0]: field 'trustDomain' is missing")]
    [InlineData("accessControl: { policies: [ { appId: a, namespace: d, trustDomain: public, operations: [ { name: x } ] } ] }", "operations[0]: field 'action' is missing")]
    [InlineData("api: { allowed: [ { name: state, version: v1.0 } ] }", "api: allowed[0]: field 'protocol' is missing")]
    [InlineData("api: { denied: [ { name: state, version: v1.0, protocol: tcp } ] }", "field 'protocol' is 'tcp'; it can be either http or grpc")]
    [InlineData("acessControl: {}", "field 'acessControl' is not known")]
    [InlineData("tracing: { samplingRate: often }", "field 'samplingRate' is 'often', which is no number from 0 to 1")]
    [InlineData("secrets: { scopes: [ { defaultAccess: deny } ] }", "secrets: scopes[0]: field 'storeName' is missing")]
    public void AWrongConfiguration_NamesFileAndField(string spec, string expected)
    {
        var error = Assert.Throws<DaprConfigurationException>(
            () => _runtime.CreateSidecar(new SidecarOptions { AppId = "a", ConfigurationFile = Configuration(spec) }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatHasNoEffect_IsNoError()
    {
        Environment.SetEnvironmentVariable("MG_METRICS_ENABLED", "false");
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions
        {
            AppId = "a",
            ConfigurationFile = Configuration("""
                httpPipeline: { handlers: [ { name: x, type: middleware.http.x } ] }
                  mtls: { enabled: true }
                  features: [ { name: SchedulerReminders, enabled: true } ]
                  tracing: { samplingRate: "1", otel: { endpointAddress: "localhost:4317" } }
                  metrics: { enabled: ${MG_METRICS_ENABLED} }
                """),
        });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics", Cancellation)).StatusCode);
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private async Task<Sidecar> StartCalleeAsync(TestApp app, string spec)
    {
        var callee = _runtime.CreateSidecar(new SidecarOptions { AppId = "callee", AppEndpoint = app.Address, ConfigurationFile = Configuration(spec) });
        await callee.StartAsync(Cancellation);
        return callee;
    }

    private string Configuration(string spec) => _runtime.Folder.Write("config.yaml", $"""
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: c
        spec:
          {spec}
        """);
}
