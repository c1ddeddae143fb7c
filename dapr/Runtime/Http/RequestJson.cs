using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Pieces of request bodies.</summary>
internal static class RequestJson
{
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
