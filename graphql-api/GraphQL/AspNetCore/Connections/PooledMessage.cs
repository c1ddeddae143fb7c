using System.Buffers;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>A message in a rented buffer; whoever has it last gives the buffer back.</summary>
internal readonly struct PooledMessage : IDisposable
{
    private readonly byte[] _buffer;

    private PooledMessage(byte[] buffer, int length)
    {
        _buffer = buffer;
        Length = length;
    }

    public int Length { get; }
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Puts a message together from parts.</summary>
    public static PooledMessage Of(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var length = 0;
        foreach (var part in parts) length += part.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var position = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(buffer.AsSpan(position));
            position += part.Length;
        }

        return new PooledMessage(buffer, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
