using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    /// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#publish-multiple-messages-to-a-given-topic.</remarks>
    public override async Task<BulkPublishResponse<TValue>> BulkPublishEventAsync<TValue>(
        string pubsubName,
        string topicName,
        IReadOnlyList<TValue> events,
        Dictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var entries = events.Select((data, i) => new BulkPublishEntry<TValue>(
            i.ToString(CultureInfo.InvariantCulture),
            data,
            (data is CloudEvent ? s_cloudEvent : s_json).MediaType!,
            metadata)).ToList();

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            WriteEntries(writer, entries);

        using var request = new HttpRequestMessage(HttpMethod.Post, PublishPath("/v1.0-alpha1/publish/bulk/", pubsubName, topicName, metadata))
        {
            Content = JsonBody(buffer),
        };
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? new BulkPublishResponse<TValue>([])
            : await ReadFailedAsync(response, entries, cancellationToken).ConfigureAwait(false);
    }

    private void WriteEntries<TValue>(Utf8JsonWriter writer, List<BulkPublishEntry<TValue>> entries)
    {
        writer.WriteStartArray();
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("entryId"u8, entry.EntryId);
            writer.WritePropertyName("event"u8);
            JsonSerializer.Serialize(writer, entry.EventData, TypeInfo<TValue>());
            writer.WriteString("contentType"u8, entry.ContentType);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <exception cref="DaprApiException">The answer names no entries: the whole call was refused.</exception>
    private static async Task<BulkPublishResponse<TValue>> ReadFailedAsync<TValue>(
        HttpResponseMessage response, List<BulkPublishEntry<TValue>> entries, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!TryParseObject(body, out var document))
            throw ReadError(response, body);

        using (document)
        {
            if (!document.RootElement.TryGetProperty("failedEntries", out var failed) || failed.ValueKind != JsonValueKind.Array)
                throw ReadError(response, body);

            var byId = entries.ToDictionary(entry => entry.EntryId);
            return new BulkPublishResponse<TValue>(
                [.. failed.EnumerateArray().Select(item => new BulkPublishResponseFailedEntry<TValue>(
                    byId[ReadString(item, "entryId") ?? ""], ReadString(item, "error") ?? ""))]);
        }
    }
}
