namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>What the clients that others have written make of the server.</summary>
public sealed class NodeClientTests(NodeClients clients) : IClassFixture<NodeClients>
{
    [Fact]
    public async Task Graphql_http_finds_nothing_to_complain_of()
    {
        await using var server = await TransportServer.StartAsync();
        var audits = (await clients.RunAsync("audit.mjs", server.Endpoint)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(audits.Length > 60, $"{audits.Length} audits");
        Assert.All(audits, audit => Assert.StartsWith("ok ", audit));
    }

    [Fact]
    public async Task Graphql_ws_queries_and_subscribes()
    {
        await using var server = await TransportServer.StartAsync();
        Assert.EndsWith("done\n", await clients.RunAsync("ws.mjs", server.Endpoint));
        await server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task Graphql_sse_queries_and_subscribes_in_both_modes()
    {
        await using var server = await TransportServer.StartAsync();
        Assert.EndsWith("done\n", await clients.RunAsync("sse.mjs", server.Endpoint));
        await server.WaitForTopicsAsync(0);
    }
}
