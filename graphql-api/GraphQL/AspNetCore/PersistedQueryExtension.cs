using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The request extension of Apollo's automatic persisted queries: <c>persistedQuery: { version: 1, sha256Hash }</c>.</summary>
internal static class PersistedQueryExtension
{
    /// <summary>The hash in hexadecimal, a slice of <paramref name="extensions"/>; empty without the extension.</summary>
    /// <param name="extensions">A JSON object; empty for none.</param>
    /// <param name="error">What is wrong with the extension, for the client.</param>
    public static ReadOnlyMemory<byte> FindHash(ReadOnlyMemory<byte> extensions, out string? error)
    {
        error = null;
        if (extensions.IsEmpty) return default;
        var reader = new Utf8JsonReader(extensions.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPersistedQuery = reader.ValueTextEquals("persistedQuery"u8);
            reader.Read();
            if (isPersistedQuery && reader.TokenType == JsonTokenType.StartObject) return FindHash(ref reader, extensions, out error);
            reader.Skip();
        }

        return default;
    }

    private static ReadOnlyMemory<byte> FindHash(ref Utf8JsonReader reader, ReadOnlyMemory<byte> extensions, out string? error)
    {
        error = null;
        ReadOnlyMemory<byte> hash = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isHash = reader.ValueTextEquals("sha256Hash"u8);
            var isVersion = reader.ValueTextEquals("version"u8);
            reader.Read();
            if (isVersion && (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var version) || version != 1))
                error = "The version of the extension 'persistedQuery' is not supported.";
            else if (isHash && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
                hash = extensions.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            reader.Skip();
        }

        if (error is not null) return default;
        if (hash.IsEmpty) error = "The extension 'persistedQuery' has no 'sha256Hash'.";
        return hash;
    }
}
