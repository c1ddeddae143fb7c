using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Configuration;

/// <summary>Items as Dapr's HTTP API writes them.</summary>
internal static class ConfigurationJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, ConfigurationItem>> items)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in items)
        {
            writer.WritePropertyName(key);
            Write(writer, item);
        }

        writer.WriteEndObject();
    }

    /// <summary>A change as the app is told of it; an item that is gone is an empty one, as in daprd.</summary>
    public static byte[] Update(string subscription, string key, ConfigurationItem? item)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, subscription);
            writer.WriteStartObject("items"u8);
            writer.WritePropertyName(key);
            Write(writer, item);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ConfigurationItem? item)
    {
        writer.WriteStartObject();
        if (item is not null)
        {
            writer.WriteString("value"u8, item.Value);
            if (item.Version.Length > 0)
                writer.WriteString("version"u8, item.Version);
            if (item.Metadata.Count > 0)
            {
                writer.WriteStartObject("metadata"u8);
                foreach (var (name, value) in item.Metadata)
                    writer.WriteString(name, value);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
    }
}
