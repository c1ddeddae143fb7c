using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>A request's whole body in a rented buffer.</summary>
internal readonly struct PooledBody : IDisposable
{
    private const int FirstSize = 4096;

    private readonly byte[] _buffer;
    private readonly int _length;

    private PooledBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <exception cref="ApiException">It is larger than <paramref name="limit"/>.</exception>
    public static async ValueTask<PooledBody> ReadAsync(HttpRequest request, long limit)
    {
        var known = request.ContentLength;
        if (known > limit)
            throw TooLarge(limit);

        // One byte more than is known, so that the end is seen without growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(known + 1 ?? FirstSize, Array.MaxLength));
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, length);

                var read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted).ConfigureAwait(false);
                if (read == 0)
                    return new PooledBody(buffer, length);

                length += read;
                if (length > limit)
                    throw TooLarge(limit);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static ApiException TooLarge(long limit)
        => new(StatusCodes.Status413PayloadTooLarge, "ERR_BODY_TOO_LARGE", $"the request's body is larger than {limit} bytes");
}
