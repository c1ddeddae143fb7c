using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

/// <summary>The body of a binding's call. Its bytes go out as base64 piece by piece, so that a large file is never held twice.</summary>
internal sealed class BindingContent : HttpContent
{
    // A multiple of three, so that no piece but the last is padded.
    private const int Piece = 48 * 1024;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly ArrayBufferWriter<byte> _head = new(256);

    public BindingContent(string operation, IReadOnlyDictionary<string, string>? metadata, ReadOnlyMemory<byte> data)
    {
        _data = data;
        using (var writer = new Utf8JsonWriter(_head))
        {
            writer.WriteStartObject();
            writer.WriteString("operation"u8, operation);
            writer.WriteStartObject("metadata"u8);
            foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
                writer.WriteString(key, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    // The object stays open for the data, which is written by hand; without any it is an empty text.
    private ReadOnlyMemory<byte> Head => _head.WrittenMemory[..^1];

    protected override bool TryComputeLength(out long length)
    {
        length = Head.Length + DataProperty.Length + (((_data.Length + 2L) / 3) * 4) + Tail.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Head, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(DataProperty, cancellationToken).ConfigureAwait(false);
        await WriteBase64Async(stream, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(Tail, cancellationToken).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> DataProperty { get; } = ",\"data\":\""u8.ToArray();

    private static ReadOnlyMemory<byte> Tail { get; } = "\"}"u8.ToArray();

    private async Task WriteBase64Async(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
        try
        {
            for (var offset = 0; offset < _data.Length; offset += Piece)
            {
                var piece = _data.Slice(offset, Math.Min(Piece, _data.Length - offset));
                Base64.EncodeToUtf8(piece.Span, buffer, out _, out var written);
                await stream.WriteAsync(buffer.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
