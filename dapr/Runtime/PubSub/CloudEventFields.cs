using System.Globalization;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What the runtime itself wants to know of an event that it brings to an app.</summary>
internal readonly record struct CloudEventFields(string? Id, string? TraceParent, string? TraceState, DateTimeOffset? Expiration)
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static CloudEventFields Read(ReadOnlySpan<byte> cloudEvent)
    {
        var reader = new Utf8JsonReader(cloudEvent);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("a CloudEvent must be a JSON object");

        var fields = default(CloudEventFields);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
                fields = fields with { Id = Text(ref reader) };
            else if (reader.ValueTextEquals("traceparent"u8))
                fields = fields with { TraceParent = Text(ref reader) };
            else if (reader.ValueTextEquals("traceid"u8)) // As Dapr called it before.
                fields = fields with { TraceParent = fields.TraceParent ?? Text(ref reader) };
            else if (reader.ValueTextEquals("tracestate"u8))
                fields = fields with { TraceState = Text(ref reader) };
            else if (reader.ValueTextEquals("expiration"u8))
                fields = fields with { Expiration = Time(Text(ref reader)) };
            else
                reader.Skip();
        }

        return fields;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();

        reader.Skip();
        return null;
    }

    private static DateTimeOffset? Time(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
