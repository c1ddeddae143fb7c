using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>One event of a bulk publish request.</summary>
/// <param name="Metadata">The request's and its own, which goes before.</param>
internal sealed record BulkEntry(string EntryId, byte[] Data, string ContentType, IReadOnlyDictionary<string, string> Metadata)
{
    /// <exception cref="ApiException">It is no list of entries, or an entry's data is not of its content type.</exception>
    public static List<BulkEntry> ReadAll(ReadOnlyMemory<byte> body, string pubSub, string topic, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            return [.. document.RootElement.EnumerateArray().Select(item =>
            {
                var entry = Read(item, pubSub, topic, metadata);
                return entry.EntryId.Length > 0 && ids.Add(entry.EntryId)
                    ? entry
                    : throw new ApiException(
                        StatusCodes.Status400BadRequest,
                        "ERR_PUBSUB_EVENTS_SER",
                        $"error marshaling events to bytes for topic {topic} pubsub {pubSub}. error: entryId is duplicated or not present for entry");
            })];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "ERR_PUBSUB_EVENTS_SER",
                $"error when unmarshaling the request for topic {topic} pubsub {pubSub}: {error.Message}",
                error);
        }
    }

    private static BulkEntry Read(JsonElement item, string pubSub, string topic, IReadOnlyDictionary<string, string> metadata)
    {
        var contentType = Text(item, "contentType");
        if (!item.TryGetProperty("event"u8, out var data) || ToBytes(data, contentType) is not { } bytes)
        {
            throw new ApiException(
                StatusCodes.Status500InternalServerError,
                "ERR_PUBSUB_CLOUD_EVENTS_SER",
                $"error when marshalling cloud event envelope for topic {topic} pubsub {pubSub}: mismatch between contentType and event");
        }

        return new BulkEntry(Text(item, "entryId"), bytes, contentType, Merge(metadata, item));
    }

    /// <summary>Binary data comes as base64, texts as texts, JSON and CloudEvents as they are; null where the data is something else.</summary>
    private static byte[]? ToBytes(JsonElement data, string contentType)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value ?? "" : "";
        if (mediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            return data.ValueKind == JsonValueKind.String ? data.GetBytesFromBase64() : null;
        if (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase))
            return data.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(data.GetString()!) : null;

        return CloudEvents.IsJson(mediaType) ? Encoding.UTF8.GetBytes(data.GetRawText()) : null;
    }

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> metadata, JsonElement item)
    {
        if (!item.TryGetProperty("metadata"u8, out var own) || own.ValueKind != JsonValueKind.Object)
            return metadata;

        var merged = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var field in own.EnumerateObject())
            merged[field.Name] = field.Value.ToString();
        return merged;
    }

    private static string Text(JsonElement item, string name)
        => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
