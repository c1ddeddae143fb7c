using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Puts what is published into CloudEvents 1.0.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-cloudevents/; fields as in components-contrib's <c>pubsub/envelope.go</c>.</remarks>
internal static class CloudEvents
{
    public const string ContentType = "application/cloudevents+json";

    private const string DefaultSource = "Dapr";
    private const string DefaultType = "com.dapr.event.sent";

    public static bool IsCloudEvent(string? contentType) => MediaType(contentType)?.Equals(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Wraps data: JSON as it is, binary as base64, anything else as a text.</summary>
    public static byte[] Wrap(in CloudEventContext context, string? contentType, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, context.Override("id") ?? Guid.NewGuid().ToString());
            writer.WriteString("source"u8, context.Override("source") ?? context.AppId);
            writer.WriteString("type"u8, context.Override("type") ?? DefaultType);
            writer.WriteString("specversion"u8, "1.0"u8);
            writer.WriteString("datacontenttype"u8, string.IsNullOrEmpty(contentType) ? "text/plain" : contentType);
            writer.WriteString("time"u8, context.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            var parent = context.Override("traceparent") ?? context.Override("traceid") ?? context.TraceParent;
            WriteRouting(writer, context with { TraceParent = parent, TraceState = context.Override("tracestate") ?? context.TraceState });
            WriteData(writer, contentType, data);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Completes a CloudEvent that the app made by itself.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static byte[] Complete(in CloudEventContext context, ReadOnlyMemory<byte> cloudEvent)
    {
        using var document = JsonDocument.Parse(cloudEvent);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("a CloudEvent must be a JSON object");

        var buffer = new ArrayBufferWriter<byte>(cloudEvent.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteUnlessGiven(writer, document.RootElement, "id", Guid.NewGuid().ToString());
            WriteUnlessGiven(writer, document.RootElement, "source", DefaultSource);
            WriteUnlessGiven(writer, document.RootElement, "type", DefaultType);
            WriteUnlessGiven(writer, document.RootElement, "specversion", "1.0");
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!IsRouting(property, context) && property.Value.ValueKind != JsonValueKind.Null)
                    property.WriteTo(writer);
            }

            WriteRouting(writer, context);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Wraps a message whose subscriber takes any bytes (<c>rawPayload</c>).</summary>
    /// <remarks>Its id is new at every delivery, and it has no trace: nobody knows the publisher's.</remarks>
    public static byte[] WrapRaw(string pubSubName, string topic, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length * 4 / 3 + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, Guid.NewGuid().ToString());
            writer.WriteString("source"u8, DefaultSource);
            writer.WriteString("type"u8, DefaultType);
            writer.WriteString("specversion"u8, "1.0"u8);
            writer.WriteString("datacontenttype"u8, "application/octet-stream"u8);
            writer.WriteString("topic"u8, topic);
            writer.WriteString("pubsubname"u8, pubSubName);
            writer.WriteBase64String("data_base64"u8, data);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRouting(Utf8JsonWriter writer, in CloudEventContext context)
    {
        writer.WriteString("topic"u8, context.Topic);
        writer.WriteString("pubsubname"u8, context.PubSubName);
        if (context.TraceParent is { } traceParent)
        {
            writer.WriteString("traceid"u8, traceParent); // What Dapr calls so, and what 'traceparent' replaces.
            writer.WriteString("traceparent"u8, traceParent);
            writer.WriteString("tracestate"u8, context.TraceState ?? "");
        }

        if (context.ExpiresAt is { } expires)
            writer.WriteString("expiration"u8, expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    private static bool IsRouting(JsonProperty property, in CloudEventContext context)
        => property.NameEquals("topic"u8) || property.NameEquals("pubsubname"u8)
            || (context.TraceParent is not null && (property.NameEquals("traceid"u8) || property.NameEquals("traceparent"u8) || property.NameEquals("tracestate"u8)))
            || (context.ExpiresAt is not null && property.NameEquals("expiration"u8));

    private static void WriteUnlessGiven(Utf8JsonWriter writer, JsonElement given, string name, string value)
    {
        if (!given.TryGetProperty(name, out var own) || own.ValueKind == JsonValueKind.Null)
            writer.WriteString(name, value);
    }

    private static void WriteData(Utf8JsonWriter writer, string? contentType, ReadOnlySpan<byte> data)
    {
        var mediaType = MediaType(contentType);
        if (mediaType is not null && IsJson(mediaType) && IsValidJson(data))
        {
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(data, skipInputValidation: true);
        }
        else if (mediaType?.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase) == true)
        {
            writer.WriteBase64String("data_base64"u8, data);
        }
        else
        {
            writer.WriteString("data"u8, Encoding.UTF8.GetString(data));
        }
    }

    public static bool IsJson(string mediaType)
        => mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static string? MediaType(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value : null;

    private static bool IsValidJson(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            while (reader.Read())
                reader.Skip();
            return data.Length > 0;
        }
        catch (JsonException)
        {
            return false; // Dapr publishes it as a text then.
        }
    }
}
