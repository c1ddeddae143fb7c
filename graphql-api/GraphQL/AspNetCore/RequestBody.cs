using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The whole body of a request as one piece of memory: the server's own buffer where it is in one piece, else a pooled copy.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _copy;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        _reader = reader;
        _end = buffer.End;
        if (buffer.IsSingleSegment)
        {
            Memory = buffer.First;
            return;
        }

        var length = (int)buffer.Length;
        _copy = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(_copy);
        Memory = _copy.AsMemory(0, length);
    }

    /// <summary>Valid until this is disposed of.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Reads the body; null when it is larger than allowed, which is found out without keeping it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<RequestBody?> ReadAsync(PipeReader reader, long? contentLength, int maxBytes, CancellationToken cancellationToken)
    {
        if (contentLength > maxBytes) return null;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted) return new RequestBody(reader, result.Buffer);
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose()
    {
        _reader.AdvanceTo(_end);
        if (_copy is not null) ArrayPool<byte>.Shared.Return(_copy);
    }
}
