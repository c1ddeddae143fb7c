using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>The CloudEvent of an operation: on the internal topic, and as it is published.</summary>
/// <remarks>Fields as in daprd's <c>pkg/runtime/pubsub/outbox.go</c>: the metadata of the operation becomes fields of its event.</remarks>
internal static class OutboxEvent
{
    private const string OverridePrefix = "cloudevent.";
    private const string PartitionKey = "partitionKey";

    /// <summary>An event that waits for its transaction.</summary>
    /// <param name="around">Who publishes, and where to.</param>
    /// <param name="recordKey">The key of the record that the transaction writes; the event's id.</param>
    /// <param name="operation">The write.</param>
    /// <param name="payload">What to tell of it: the write itself or its projection.</param>
    /// <param name="partitionKey">Where the record is, in a store that has partitions; null for nowhere in particular.</param>
    public static byte[] Create(in CloudEventContext around, string recordKey, StateOperation operation, StateOperation payload, string? partitionKey)
    {
        var contentType = payload.Metadata.GetValueOrDefault("contentType") ?? "";
        var envelope = CloudEvents.Wrap(
            around with { Metadata = new Dictionary<string, string> { [OverridePrefix + "id"] = recordKey } }, contentType, Data(payload.Value!, contentType));

        var fields = new Dictionary<string, string>(operation.Metadata, StringComparer.Ordinal);
        if (partitionKey is not null)
            fields.TryAdd(PartitionKey, partitionKey);
        fields.Remove("data");
        fields.Remove("id");
        return Rewrite(envelope, fields);
    }

    /// <summary>What an internal event says about its transaction.</summary>
    /// <exception cref="JsonException">It is no event of an outbox.</exception>
    public static PendingRecord ReadRecord(byte[] envelope)
    {
        using var document = JsonDocument.Parse(envelope);
        var root = document.RootElement;
        if (Text(root, "id") is not { } key)
            throw new JsonException("the event has no id");

        var madeAt = DateTimeOffset.TryParse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.MinValue;
        return new PendingRecord(key, Text(root, PartitionKey), madeAt);
    }

    /// <summary>The event as subscribers see it: with the topic it goes to, and the fields that <c>cloudevent.*</c> replaces.</summary>
    public static byte[] Publish(byte[] envelope, OutboxSettings settings)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["topic"] = settings.PublishTopic, ["pubsubname"] = settings.PublishPubSub };
        using (var document = JsonDocument.Parse(envelope))
        {
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name.StartsWith(OverridePrefix, StringComparison.Ordinal)
                    && property.Name[OverridePrefix.Length..] is { Length: > 0 } field and not "data"
                    && property.Value.ValueKind == JsonValueKind.String)
                {
                    fields[field] = property.Value.GetString()!;
                }
            }
        }

        return Rewrite(envelope, fields, dropOverrides: true);
    }

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Without a JSON content type a text is told as it is, without quotes, and anything else as the JSON that it is.
    private static byte[] Data(byte[] json, string contentType)
    {
        if (json.Length == 0 || json[0] != '"' || contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return json;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Encoding.UTF8.GetBytes(reader.GetString()!);
    }

    private static byte[] Rewrite(byte[] envelope, Dictionary<string, string> fields, bool dropOverrides = false)
    {
        var buffer = new ArrayBufferWriter<byte>(envelope.Length + 256);
        using var document = JsonDocument.Parse(envelope);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!fields.ContainsKey(property.Name) && !(dropOverrides && property.Name.StartsWith(OverridePrefix, StringComparison.Ordinal)))
                    property.WriteTo(writer);
            }

            foreach (var (name, value) in fields)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
