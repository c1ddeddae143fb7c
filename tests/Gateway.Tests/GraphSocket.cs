using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.Gateway.Tests;

/// <summary>A WebSocket of <c>graphql-transport-ws</c>, message by message.</summary>
internal sealed class GraphSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Opens a socket and begins with a token.</summary>
    public static async Task<GraphSocket> OpenAsync(GatewayFixture gateway, string token)
    {
        var opened = new GraphSocket();
        opened._socket.Options.AddSubProtocol("graphql-transport-ws");
        await opened._socket.ConnectAsync(new UriBuilder(gateway.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Cancelled);
        await opened.SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        return opened;
    }

    public Task SendAsync<T>(T message) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, Cancelled);

    /// <summary>The next message.</summary>
    public async Task<JsonNode> ReceiveAsync() =>
        await ReadAsync() is { } message ? JsonNode.Parse(message)! : throw new EndOfStreamException($"Closed with {_socket.CloseStatus}.");

    /// <summary>The code that the socket is closed with, after whatever else comes.</summary>
    public async Task<int> ReceiveCloseAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return (int)_socket.CloseStatus!;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]?> ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), Cancelled);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return result.MessageType == WebSocketMessageType.Close ? null : buffer[..length];
    }
}
