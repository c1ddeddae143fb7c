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
    public async Task Graphql_ws_learns_why_it_is_closed()
    {
        await using var server = await TransportServer.StartAsync(options => options with { Sockets = options.Sockets with { MaxQueuedBytes = 1_000_000 } });
        await using var impatient = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(50) } });
        string[] closes =
        [
            "4400 Invalid message received: its type is not known",
            "4401 Unauthorized",
            "4403 Forbidden",
            "4406 Subprotocol not acceptable",
            "4408 Connection initialisation timeout",
            "4409 Subscriber for same already exists",
            "4429 Too many initialisation requests",
            "1009 A message is larger than 1048576 bytes",
            "1013 The client reads too slowly",
            "done",
        ];
        Assert.Equal(closes, (await clients.RunAsync("closes.mjs", server.Endpoint, impatient.Endpoint)).TrimEnd().Split('\n'));
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
