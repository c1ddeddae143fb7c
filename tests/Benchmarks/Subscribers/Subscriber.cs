using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace MusicGraph.Subscribers;

/// <summary>
/// One <c>graphql-transport-ws</c> connection with one subscription, on a bare socket. What it is told is looked at where it was read
/// into: an event allocates nothing, so that no collection of this process is taken for a delay of the server's.
/// </summary>
internal sealed class Subscriber(Fanout fanout) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[512];
    private int _filled;

    /// <summary>Connects and subscribes; the connection is acknowledged once this is done.</summary>
    public async Task SubscribeAsync(Uri address, string query)
    {
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await ReceiveAsync();
        if (!_buffer.AsSpan(0, _filled).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"The server refused: {Encoding.ASCII.GetString(_buffer, 0, end)}");
        Consume(end + 4);

        await SendAsync("""{"type":"connection_init"}""");
        await ReadFrameAsync();
        await SendAsync($$"""{"id":"1","type":"subscribe","payload":{"query":"{{query}}"} }""");
    }

    /// <summary>Tells of every event until the connection ends.</summary>
    public async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                int length;
                while ((length = FrameLength()) == 0)
                    await ReceiveAsync();
                if (_buffer[0] != 0x81)
                    throw new InvalidOperationException($"An unexpected frame: 0x{_buffer[0]:x2}, {Encoding.UTF8.GetString(_buffer, 0, length)}");
                if (Payload(length).SequenceEqual("""{"type":"ping"}"""u8))
                    await SendAsync("""{"type":"pong"}""");
                else
                    fanout.Hear(Payload(length));
                Consume(length);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            fanout.Lose(exception);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadFrameAsync()
    {
        int length;
        while ((length = FrameLength()) == 0)
            await ReceiveAsync();
        Consume(length);
    }

    /// <summary>How long the frame at the buffer's start is; 0 while it is not whole.</summary>
    private int FrameLength()
    {
        if (_filled < 4)
            return 0;
        var length = _buffer[1] == 126 ? 4 + BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(2)) : 2 + _buffer[1];
        return length <= _filled ? length : 0;
    }

    private ReadOnlySpan<byte> Payload(int length) => _buffer.AsSpan(_buffer[1] == 126 ? 4 : 2, length - (_buffer[1] == 126 ? 4 : 2));

    private void Consume(int length)
    {
        _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
        _filled -= length;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReceiveAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None);
        if (read == 0)
            throw new InvalidOperationException("The server closed the connection.");
        _filled += read;
    }

    private async Task SendAsync(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message);
        // Masked by zeros, which changes nothing: RFC 6455 has a client mask what it sends.
        byte[] header = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0]
            : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        await _socket.SendAsync((byte[])[.. header, .. payload]);
    }
}
