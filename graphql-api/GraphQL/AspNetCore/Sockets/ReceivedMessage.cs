using System.Buffers;
using System.Net.WebSockets;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>One whole message of a client in a rented buffer.</summary>
internal readonly struct ReceivedMessage : IDisposable
{
    private const int InitialBytes = 1024;

    private readonly byte[]? _buffer;
    private readonly int _length;

    private ReceivedMessage(ReceivedKind kind, byte[]? buffer = null, int length = 0)
    {
        Kind = kind;
        _buffer = buffer;
        _length = length;
    }

    public ReceivedKind Kind { get; }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Receives a message.</summary>
    /// <param name="first">
    /// What waiting for it with an empty buffer has given. The caller waits, so that neither a buffer nor this method is kept for a client
    /// that says nothing.
    /// </param>
    public static async ValueTask<ReceivedMessage> ReceiveAsync(WebSocket socket, ValueWebSocketReceiveResult first, int maxBytes)
    {
        var result = first;
        if (result.MessageType == WebSocketMessageType.Close) return new ReceivedMessage(ReceivedKind.Close);

        var buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
        var length = 0;
        try
        {
            while (!result.EndOfMessage)
            {
                if (length == buffer.Length)
                {
                    if (length >= maxBytes) break;
                    buffer = Enlarge(buffer, length);
                }

                result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += result.Count;
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        var kind = !result.EndOfMessage || length > maxBytes ? ReceivedKind.TooBig
            : result.MessageType == WebSocketMessageType.Text ? ReceivedKind.Text
            : ReceivedKind.Binary;
        return new ReceivedMessage(kind, buffer, length);
    }

    public void Dispose()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static byte[] Enlarge(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}

internal enum ReceivedKind
{
    Text,
    Binary,
    TooBig,
    Close,
}
