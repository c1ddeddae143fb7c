using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>The bytes that a binding's <c>data</c> stands for.</summary>
internal readonly struct BindingData : IDisposable
{
    private readonly byte[]? _rented;

    private BindingData(byte[] rented, int length)
    {
        _rented = rented;
        Memory = rented.AsMemory(0, length);
    }

    private BindingData(ReadOnlyMemory<byte> memory) => Memory = memory;

    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>A JSON string's text; any other JSON as it is.</summary>
    public static BindingData Text(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return new BindingData(json);

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(reader.ValueSpan.Length, 1));
        return new BindingData(buffer, reader.CopyString(buffer));
    }

    /// <summary>A JSON string's text, decoded where it is base64; any other JSON as it is.</summary>
    public static BindingData TextOrBase64(ReadOnlyMemory<byte> json)
    {
        var text = Text(json);

        // Decoding in place would spoil a text that is no base64 after all.
        return text._rented is { } buffer && IsBase64(text.Memory.Span) && Decode(buffer, text.Memory.Length) is { } length
            ? new BindingData(buffer, length)
            : text;
    }

    /// <summary>What a JSON string is the base64 of.</summary>
    /// <exception cref="BindingException">It is none.</exception>
    public static BindingData FromBase64(ReadOnlyMemory<byte> json)
    {
        var text = Text(json);
        if (text._rented is { } buffer && IsBase64(text.Memory.Span) && Decode(buffer, text.Memory.Length) is { } length)
            return new BindingData(buffer, length);

        text.Dispose();
        throw new BindingException("illegal base64 data");
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
    }

    // Go's decoder passes over the ends of lines, and .NET's over blanks too.
    private static bool IsBase64(ReadOnlySpan<byte> text) => !text.ContainsAny((byte)' ', (byte)'\t') && Base64.IsValid(text);

    private static int? Decode(byte[] buffer, int length)
        => Base64.DecodeFromUtf8InPlace(buffer.AsSpan(0, length), out var decoded) == OperationStatus.Done ? decoded : null;
}
