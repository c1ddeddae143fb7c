using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>One event of a bulk publish request.</summary>
/// <param name="Metadata">The request's and its own, which goes before.</param>
internal sealed record BulkEntry(string EntryId, byte[] Data, string ContentType, IReadOnlyDictionary<string, string> Metadata)
{
    /// <exception cref="ApiException">It is no list of entries, or an entry's data is not of its content type.</exception>
    public static List<BulkEntry> ReadAll(ReadOnlyMemory<byte> body, PublishTarget target)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            return [.. document.RootElement.EnumerateArray().Select(item =>
            {
                var entry = Read(item, target);
                return entry.EntryId.Length > 0 && ids.Add(entry.EntryId) ? entry : throw target.Errors.EntryWithoutId();
            })];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw target.Errors.NoEntries(error);
        }
    }

    private static BulkEntry Read(JsonElement item, PublishTarget target)
    {
        var contentType = Text(item, "contentType");
        if (!item.TryGetField("event", out var data) || ToBytes(data, contentType) is not { } bytes)
            throw target.Errors.EntryOfAnotherType();

        return new BulkEntry(Text(item, "entryId"), bytes, contentType, Merge(target.Metadata, item));
    }

    /// <summary>Binary data comes as base64, texts as texts, JSON and CloudEvents as they are; null where the data is something else.</summary>
    private static byte[]? ToBytes(JsonElement data, string contentType)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value ?? "" : "";
        if (mediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            return data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        if (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase))
            return data.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(data.GetString()!) : null;

        return CloudEvents.IsJson(mediaType) ? Encoding.UTF8.GetBytes(data.GetRawText()) : null;
    }

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> metadata, JsonElement item)
    {
        if (!item.TryGetField("metadata", out var own) || own.ValueKind != JsonValueKind.Object)
            return metadata;

        var merged = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var field in own.EnumerateObject())
            merged[field.Name] = field.Value.ToString();
        return merged;
    }

    private static string Text(JsonElement item, string name)
        => item.TryGetField(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
