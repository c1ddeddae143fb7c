using System.Globalization;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Writes answers of the state API.</summary>
internal static class StateAnswers
{
    public static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>One object per key, in the order of the keys; an absent one has nothing but its key.</summary>
    public static void WriteBulk(Utf8JsonWriter writer, List<string> keys, StateEntry?[] entries)
    {
        writer.WriteStartArray();
        for (var i = 0; i < entries.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, keys[i]);
            if (entries[i] is { } entry)
            {
                writer.WritePropertyName("data"u8);
                writer.WriteRawValue(entry.Value, skipInputValidation: true);
                writer.WriteString("etag"u8, entry.ETag);
                if (entry.ExpiresAt is { } expires)
                {
                    writer.WriteStartObject("metadata"u8);
                    writer.WriteString("ttlExpireTime"u8, Rfc3339(expires));
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
