using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class SocketTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_of_connection_init_counts_for_the_subscription_and_reaches_the_services()
    {
        var token = "Bearer " + Tokens.Of(gateway.Services.Ben);
        using var socket = await ConnectAsync();
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = token } });
        Assert.Equal("connection_ack", (string)(await ReceiveAsync(socket))["type"]!);
        await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = "subscription { onShare { share { message sharedBy { userName } } } }" } });
        await SendAsync(socket, new { type = "ping" });
        Assert.Equal("pong", (string)(await ReceiveAsync(socket))["type"]!);
        gateway.Sidecar.Forget();

        var share = new Share(Guid.CreateVersion7(), gateway.Services.Ada.Id, ShareKind.Song, gateway.Services.Songs[0].Id, "Hi", [gateway.Services.Ben.Id], FakeServices.Time(1), ShareAudience.Named);
        await PublishUntilReceivedAsync(socket, share);

        Assert.All(gateway.Sidecar.Calls.Where(call => call.AppId != "streams"), call => Assert.Equal(token, call.Authorization));
        Assert.Contains(gateway.Sidecar.Calls, call => call.AppId == "users");
    }

    [Fact]
    public async Task A_bad_token_in_connection_init_closes_the_connection()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = "Bearer " + Tokens.Forged(gateway.Services.Ben) } });

        var result = await socket.ReceiveAsync(new byte[1024], Cancelled);

        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
        Assert.Equal(4403, (int)socket.CloseStatus!);
    }

    /// <summary>The subscription opens while the client goes on, so that the first event may be too early for it.</summary>
    private async Task PublishUntilReceivedAsync(ClientWebSocket socket, Share share)
    {
        var next = ReceiveAsync(socket);
        do
        {
            var entry = gateway.Services.Streams.Append<SocialEvent>(StreamNames.Social, new Shared(Guid.CreateVersion7(), share));
            using var published = await gateway.PublishAsync("/events/streams", new StreamAppended(StreamNames.Social, [entry]));
            published.EnsureSuccessStatusCode();
        }
        while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled)) != next);

        Assert.Equal("""{"data":{"onShare":{"share":{"message":"Hi","sharedBy":{"userName":"ada"}}}}}""", (await next)["payload"]!.ToJsonString());
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(gateway.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Cancelled);
        return socket;
    }

    private static Task SendAsync<T>(ClientWebSocket socket, T message) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, Cancelled);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), Cancelled);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return JsonNode.Parse(buffer.AsSpan(0, length))!;
    }
}
