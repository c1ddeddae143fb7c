using System.Net.WebSockets;
using System.Text;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>A WebSocket client that can say what no well-behaved one would.</summary>
internal sealed class RawSocket(ClientWebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public ClientWebSocket Socket { get; } = socket;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        Socket.SendAsync(bytes, type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next message's text.</summary>
    public async Task<string> ReceiveAsync()
    {
        var length = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await Socket.ReceiveAsync(new ArraySegment<byte>(_buffer, length, _buffer.Length - length), TestContext.Current.CancellationToken);
            length += result.Count;
        }
        while (!result.EndOfMessage);

        Assert.Equal(WebSocketMessageType.Text, result.MessageType);
        return Encoding.UTF8.GetString(_buffer, 0, length);
    }

    public async Task InitialiseAsync(string message = """{"type":"connection_init"}""")
    {
        await SendAsync(message);
        Assert.Equal("""{"type":"connection_ack"}""", await ReceiveAsync());
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task<(int Code, string? Reason)> ReceiveCloseAsync()
    {
        WebSocketReceiveResult result;
        do
        {
            result = await Socket.ReceiveAsync(_buffer, TestContext.Current.CancellationToken);
        }
        while (result.MessageType != WebSocketMessageType.Close);

        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        return ((int)result.CloseStatus!, result.CloseStatusDescription);
    }

    public void Dispose() => Socket.Dispose();
}
