using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Bindings.LocalStorage;

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

    /// <summary>A JSON string's text, decoded where it is base64; any other JSON as it is.</summary>
    public static BindingData Decode(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return new BindingData(json);

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(reader.ValueSpan.Length, 1));
        var length = reader.CopyString(buffer);

        // Decoding in place would spoil a text that is no base64 after all.
        return Base64.IsValid(buffer.AsSpan(0, length)) && Base64.DecodeFromUtf8InPlace(buffer.AsSpan(0, length), out var decoded) == OperationStatus.Done
            ? new BindingData(buffer, decoded)
            : new BindingData(buffer, length);
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
    }
}
