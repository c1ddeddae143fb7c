using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Pieces of what apps send and answer.</summary>
/// <remarks>The names of fields are found whatever their case, as by Go's <c>encoding/json</c>, which daprd reads them with.</remarks>
internal static class RequestJson
{
    /// <summary>Whether the reader is at a field of this name.</summary>
    public static bool IsNamed(this in Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.ValueIsEscaped)
            return Ascii.EqualsIgnoreCase(name, reader.GetString());

        var given = reader.ValueSpan;
        return given.Length == name.Length && (given.SequenceEqual(name) || Ascii.EqualsIgnoreCase(given, name));
    }

    /// <summary>An object's field of this name, the last one where there are several.</summary>
    /// <exception cref="InvalidOperationException">It is no object.</exception>
    public static bool TryGetField(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        var isFound = false;
        foreach (var field in element.EnumerateObject())
        {
            var given = JsonMarshal.GetRawUtf8PropertyName(field);
            if (given.Contains((byte)'\\') ? field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) : Ascii.EqualsIgnoreCase(given, name))
                (value, isFound) = (field.Value, true);
        }

        return isFound;
    }

    /// <summary>The next value as it stands in the body, without a copy.</summary>
    public static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }

    /// <summary>The next value as texts by name; null is none.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyDictionary<string, string> ReadTexts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return Empty.Metadata;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("metadata must be an object of texts");

        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            texts[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"metadata '{name}' must be a text");
        }

        return texts;
    }

    /// <summary>The next value as a text or null.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }
}
