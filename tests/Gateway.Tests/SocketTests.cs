using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class SocketTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_of_connection_init_counts_for_the_subscription_and_reaches_the_services()
    {
        var token = Tokens.Of(gateway.Services.Ben);
        using var socket = await GraphSocket.OpenAsync(gateway, token);
        Assert.Equal("connection_ack", (string)(await socket.ReceiveAsync())["type"]!);
        await socket.SendAsync(new { id = "1", type = "subscribe", payload = new { query = "subscription { onShare { share { message sharedBy { userName } } } }" } });
        await socket.SendAsync(new { type = "ping" });
        Assert.Equal("pong", (string)(await socket.ReceiveAsync())["type"]!);
        gateway.Sidecar.Forget();

        var share = new Share(Guid.CreateVersion7(), gateway.Services.Ada.Id, ShareKind.Song, gateway.Services.Songs[0].Id, "Hi", [gateway.Services.Ben.Id], FakeServices.Time(1), ShareAudience.Named);
        await PublishUntilReceivedAsync(socket, share);

        Assert.All(gateway.Sidecar.Calls.Where(call => call.AppId != "streams"), call => Assert.Equal($"Bearer {token}", call.Authorization));
        Assert.Contains(gateway.Sidecar.Calls, call => call.AppId == "users");
    }

    [Fact]
    public async Task A_bad_token_in_connection_init_closes_the_connection()
    {
        using var socket = await GraphSocket.OpenAsync(gateway, Tokens.Forged(gateway.Services.Ben));

        Assert.Equal(4403, await socket.ReceiveCloseAsync());
    }

    /// <summary>The subscription opens while the client goes on, so that the first event may be too early for it.</summary>
    private async Task PublishUntilReceivedAsync(GraphSocket socket, Share share)
    {
        var next = socket.ReceiveAsync();
        do
        {
            var entry = gateway.Services.Streams.Append<SocialEvent>(StreamNames.Social, new Shared(Guid.CreateVersion7(), share));
            using var published = await gateway.PublishAsync("/events/streams", new StreamAppended(StreamNames.Social, [entry]));
            published.EnsureSuccessStatusCode();
        }
        while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled)) != next);

        Assert.Equal("""{"data":{"onShare":{"share":{"message":"Hi","sharedBy":{"userName":"ada"}}}}}""", (await next)["payload"]!.ToJsonString());
    }
}
