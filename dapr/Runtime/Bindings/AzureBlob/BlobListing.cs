using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.Bindings.AzureBlob;

/// <summary>The operation <c>list</c>.</summary>
internal static class BlobListing
{
    private const int MaxResults = 5000;

    /// <param name="data"><c>{"maxResults", "prefix", "marker", "include": {"copy", "metadata", "snapshots", "uncommittedBlobs", "deleted"}}</c>, or nothing.</param>
    /// <exception cref="BindingException">The data is something else.</exception>
    public static async Task<BindingResult> ListAsync(BlobContainerClient container, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var request = Parse(data);
        var limit = request.MaxResults > 0 ? request.MaxResults : MaxResults;
        var blobs = container.GetBlobsAsync(request.Traits, request.States, request.Prefix, cancellationToken);
        var (count, pages, next) = (0, 0, "");
        using var answer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartArray();
            await foreach (var page in blobs.AsPages(request.Marker, limit).ConfigureAwait(false))
            {
                foreach (var blob in page.Values)
                    Write(writer, blob);
                (count, pages, next) = (count + page.Values.Count, pages + 1, page.ContinuationToken ?? "");
                if (count >= limit)
                    break;
            }

            writer.WriteEndArray();
        }

        return BindingResult.Json(answer.GetBuffer().AsMemory(0, (int)answer.Length)) with
        {
            Metadata = new Dictionary<string, string>
            {
                ["marker"] = next,
                ["number"] = count.ToString(CultureInfo.InvariantCulture),
                ["pagesTraversed"] = pages.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static Request Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var document = JsonDocument.Parse(data.Length == 0 ? "{}"u8.ToArray() : data);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Null)
                return new Request(null, null, 0, BlobTraits.None, BlobStates.None);

            var include = root.TryGetField("include", out var given) ? given : default;
            bool Includes(string name) => include.ValueKind == JsonValueKind.Object && include.TryGetField(name, out var flag) && flag.GetBoolean();
            return new Request(
                Text(root, "prefix"),
                Text(root, "marker"),
                root.TryGetField("maxResults", out var most) ? most.GetInt32() : 0,
                (Includes("copy") ? BlobTraits.CopyStatus : 0) | (Includes("metadata") ? BlobTraits.Metadata : 0),
                (Includes("snapshots") ? BlobStates.Snapshots : 0) | (Includes("uncommittedBlobs") ? BlobStates.Uncommitted : 0) | (Includes("deleted") ? BlobStates.Deleted : 0));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BindingException($"error listing blobs: the data is no list request: {error.Message}", error);
        }
    }

    private static string? Text(JsonElement root, string name)
        => root.TryGetField(name, out var text) && text.GetString() is { Length: > 0 } value ? value : null;

    // The names are those that daprd's client has in Go.
    private static void Write(Utf8JsonWriter writer, BlobItem blob)
    {
        writer.WriteStartObject();
        writer.WriteString("Name"u8, blob.Name);
        writer.WriteBoolean("Deleted"u8, blob.Deleted);
        writer.WriteString("Snapshot"u8, blob.Snapshot ?? "");
        writer.WriteString("VersionID"u8, blob.VersionId);
        writer.WriteStartObject("Metadata"u8);
        foreach (var (name, value) in blob.Metadata ?? new Dictionary<string, string>())
            writer.WriteString(name, value);
        writer.WriteEndObject();

        var properties = blob.Properties;
        writer.WriteStartObject("Properties"u8);
        writer.WriteString("BlobType"u8, properties.BlobType is { } type ? $"{type}Blob" : null);
        writer.WriteString("ContentType"u8, properties.ContentType);
        writer.WriteString("ContentEncoding"u8, properties.ContentEncoding);
        writer.WriteString("ContentLanguage"u8, properties.ContentLanguage);
        writer.WriteString("ContentDisposition"u8, properties.ContentDisposition);
        writer.WriteString("CacheControl"u8, properties.CacheControl);
        writer.WriteString("ContentMD5"u8, properties.ContentHash is { } hash ? Convert.ToBase64String(hash) : null);
        writer.WriteString("ETag"u8, properties.ETag?.ToString());
        writer.WriteString("AccessTier"u8, properties.AccessTier?.ToString());
        writer.WriteNumber("ContentLength"u8, properties.ContentLength ?? 0);
        if (properties.CreatedOn is { } created)
            writer.WriteString("CreationTime"u8, created);
        if (properties.LastModified is { } modified)
            writer.WriteString("LastModified"u8, modified);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed record Request(string? Prefix, string? Marker, int MaxResults, BlobTraits Traits, BlobStates States);
}
