using System.Net;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/operations/configuration/api-allowlist/.</summary>
public sealed class ApiRulesTests : IAsyncDisposable
{
    private const string Http = "protocol: http";

    private readonly TestRuntime _runtime = new(TestRuntime.StateStores);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"allowed: [ {{ name: state, version: v1.0, {Http} }} ]", "state", true)]
    [InlineData($"allowed: [ {{ name: state, version: v1.0, {Http} }} ]", "metadata", false)]
    [InlineData($"allowed: [ {{ name: state, version: v1, {Http} }}, {{ name: metadata, version: v1, {Http} }} ]", "metadata", true)]
    [InlineData($"allowed: [ {{ name: state, version: v1.0-alpha1, {Http} }} ]", "state", false)]
    [InlineData("allowed: [ { name: metadata, version: v1.0, protocol: grpc } ]", "state", true)]
    [InlineData($"denied: [ {{ name: state, version: v1.0, {Http} }} ]", "state", false)]
    [InlineData($"denied: [ {{ name: state, version: v1.0, {Http} }} ]", "metadata", true)]
    [InlineData($"allowed: [ {{ name: state, version: v1.0, {Http} }} ], denied: [ {{ name: state, version: v1.0, {Http} }} ]", "state", false)]
    public async Task OnlyTheApisThatAreAllowed_AreServed(string rules, string api, bool isServed)
    {
        using var client = await StartAsync(rules);

        using var response = await client.GetAsync(api == "state" ? "/v1.0/state/memory/key" : "/v1.0/metadata", Cancellation);

        Assert.Equal(isServed, response.IsSuccessStatusCode);
        if (!isServed)
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task WithoutInvoke_NeitherPathNorHeaderInvokes_AndHealthIsServedAllTheSame()
    {
        using var client = await StartAsync($"allowed: [ {{ name: state, version: v1.0, {Http} }} ]");
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "/x") { Headers = { { "dapr-app-id", "app" } } };

        using var byPath = await client.GetAsync("/v1.0/invoke/app/method/x", Cancellation);
        using var named = await client.SendAsync(byHeader, Cancellation);
        using var health = await client.GetAsync("/v1.0/healthz", Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (byPath.StatusCode, named.StatusCode));
        Assert.Equal(HttpStatusCode.NoContent, health.StatusCode);
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private async Task<HttpClient> StartAsync(string rules)
    {
        var sidecar = _runtime.CreateSidecar(new SidecarOptions
        {
            AppId = "app",
            ConfigurationFile = _runtime.Folder.Write("config.yaml", $$"""
                apiVersion: dapr.io/v1alpha1
                kind: Configuration
                metadata:
                  name: c
                spec:
                  api: { {{rules}} }
                """),
        });
        await sidecar.StartAsync(Cancellation);
        return new HttpClient { BaseAddress = sidecar.Endpoint };
    }
}
