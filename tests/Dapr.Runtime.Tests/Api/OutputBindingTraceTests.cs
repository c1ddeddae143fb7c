using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>The trace of a call of an output binding goes to the component in its metadata, which Blob Storage keeps with the blob.</summary>
public sealed class OutputBindingTraceTests(ServerFixture<AzuriteServer> fixture) : IClassFixture<ServerFixture<AzuriteServer>>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheTrace_IsMetadataOfTheCall()
    {
        await using var runtime = new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: blobs
            spec:
              type: bindings.azure.blobstorage
              version: v1
              metadata:
                - name: accountName
                  value: {AzuriteServer.AccountName}
                - name: accountKey
                  value: {AzuriteServer.AccountKey}
                - name: containerName
                  value: c{Guid.NewGuid():N}
                - name: endpoint
                  value: {fixture.Server.Endpoint}
            """);
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        using var create = new HttpRequestMessage(HttpMethod.Post, "/v1.0/bindings/blobs")
        {
            Content = new StringContent("""{"operation":"create","data":"x","metadata":{"blobName":"b"}}"""),
            Headers = { { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" }, { "tracestate", "vendor=1" } },
        };

        using var created = await client.SendAsync(create, Cancellation);
        using var got = await client.PostTextAsync("/v1.0/bindings/blobs", """{"operation":"get","metadata":{"blobName":"b","includeMetadata":"true"}}""");

        Assert.True(created.IsSuccessStatusCode, await created.TextAsync());
        Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", Assert.Single(got.Headers.GetValues("metadata.traceparent")), StringComparison.Ordinal);
        Assert.Equal("vendor=1", Assert.Single(got.Headers.GetValues("metadata.tracestate")));
    }
}
