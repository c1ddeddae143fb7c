using System.Buffers;
using System.Net;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Posts events together and reads what the app made of each.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/; dapr/dapr, <c>pkg/runtime/subscription/postman/http</c>.</remarks>
internal sealed class BulkDelivery(SubscriptionDefinition subscription, AppDelivery app)
{
    private const string EventType = "com.dapr.event.sent.bulk";

    /// <summary>Posts what is open; true when nothing is any more.</summary>
    public async Task<bool> PostAsync(string route, BulkAttempt attempt, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var envelope = Write(attempt);
        using var response = await app.SendAsync(route, envelope, "application/json", default, stopping, cancellationToken).ConfigureAwait(false);
        if (response?.StatusCode == HttpStatusCode.NotFound)
            attempt.SetAll(DeliveryStatus.Success); // daprd drops them and does not call them dead.
        else if (response?.IsSuccessStatusCode == true)
            ReadStatuses(await AppDelivery.ReadBodyAsync(response, cancellationToken).ConfigureAwait(false), attempt);
        return !attempt.Statuses.Contains(DeliveryStatus.Retry);
    }

    private byte[] Write(BulkAttempt attempt)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, Guid.NewGuid().ToString());
            writer.WriteString("type"u8, EventType);
            writer.WriteString("topic"u8, subscription.Topic);
            writer.WriteString("pubsubname"u8, subscription.PubSubName);
            writer.WriteStartObject("metadata"u8);
            writer.WriteString("pubsubName"u8, subscription.PubSubName);
            writer.WriteEndObject();
            writer.WriteStartArray("entries"u8);
            for (var i = 0; i < attempt.Events.Count; i++)
            {
                if (attempt.IsOpen(i))
                    WriteEntry(writer, attempt.EntryIds[i], attempt.Events[i]);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteEntry(Utf8JsonWriter writer, string entryId, IncomingEvent incoming)
    {
        writer.WriteStartObject();
        writer.WriteString("entryId"u8, entryId);
        if (subscription.IsRaw)
        {
            writer.WriteBase64String("event"u8, incoming.Message.Data);
        }
        else
        {
            writer.WritePropertyName("event"u8);
            writer.WriteRawValue(incoming.Body, skipInputValidation: true);
        }

        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in incoming.Message.Metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteString("contentType"u8, incoming.Message.ContentType ?? (subscription.IsRaw ? "application/octet-stream" : CloudEvents.ContentType));
        writer.WriteEndObject();
    }

    /// <summary>An entry of which nothing is said comes again, and so do all when the answer says nothing.</summary>
    private static void ReadStatuses(byte[] body, BulkAttempt attempt)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (!document.RootElement.TryGetField("statuses", out var statuses))
                return;

            foreach (var entry in statuses.EnumerateArray())
            {
                if (!entry.TryGetField("entryId", out var id) || !entry.TryGetField("status", out var status))
                    continue;

                attempt.Set(id.GetString(), status.GetString() switch
                {
                    "SUCCESS" => DeliveryStatus.Success,
                    "DROP" => DeliveryStatus.Drop,
                    _ => DeliveryStatus.Retry,
                });
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // What was said before is said; the rest comes again.
        }
    }
}
