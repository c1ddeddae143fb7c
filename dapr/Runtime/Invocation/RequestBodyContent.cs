using System.Buffers;
using System.Net;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>An incoming body on its way out, piece by piece as it comes.</summary>
internal sealed class RequestBodyContent(Stream body, long? length) : HttpContent
{
    private const int PieceSize = 16 * 1024;

    protected override bool TryComputeLength(out long computed)
    {
        computed = length.GetValueOrDefault();
        return length is not null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);

                // Without a length the sender may be telling as it goes; what it said must not wait for more.
                if (length is null)
                    await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
