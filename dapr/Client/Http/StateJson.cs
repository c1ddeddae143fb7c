using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MusicGraph.Dapr.Client.Http;

/// <summary>The bodies of Dapr's state API: https://docs.dapr.io/reference/api/state_api/.</summary>
internal static class StateJson
{
    /// <summary>Reads the value that the reader stands at.</summary>
    public delegate TValue? ValueReader<out TValue>(ref Utf8JsonReader reader);

    public static string Name(ConsistencyMode mode) => mode == ConsistencyMode.Strong ? "strong" : "eventual";

    public static string Name(ConcurrencyMode mode) => mode == ConcurrencyMode.FirstWrite ? "first-write" : "last-write";

    public static void WriteSave<TValue>(Utf8JsonWriter writer, IReadOnlyList<SaveStateItem<TValue>> items, JsonTypeInfo<TValue> type)
    {
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            writer.WriteStartObject();
            writer.WriteString("key"u8, item.Key);
            writer.WritePropertyName("value"u8);
            JsonSerializer.Serialize(writer, item.Value, type);
            WriteTail(writer, item.ETag, item.Metadata, item.StateOptions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteTransaction(
        Utf8JsonWriter writer, IReadOnlyList<StateTransactionRequest> operations, IReadOnlyDictionary<string, string>? metadata)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("operations"u8);
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            writer.WriteStartObject();
            writer.WriteString("operation"u8, operation.OperationType == StateOperationType.Delete ? "delete"u8 : "upsert"u8);
            writer.WriteStartObject("request"u8);
            writer.WriteString("key"u8, operation.Key);
            if (operation.OperationType == StateOperationType.Upsert)
            {
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(operation.Value ?? "null"u8.ToArray());
            }

            WriteTail(writer, operation.ETag, operation.Metadata, operation.Options);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteMetadata(writer, metadata);
        writer.WriteEndObject();
    }

    public static void WriteBulkGet(
        Utf8JsonWriter writer, IReadOnlyList<string> keys, int? parallelism, IReadOnlyDictionary<string, string>? metadata)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys"u8);
        for (var i = 0; i < keys.Count; i++)
            writer.WriteStringValue(keys[i]);
        writer.WriteEndArray();
        if (parallelism is > 0)
            writer.WriteNumber("parallelism"u8, parallelism.Value);
        WriteMetadata(writer, metadata);
        writer.WriteEndObject();
    }

    /// <exception cref="JsonException">A value does not fit <typeparamref name="TValue"/>.</exception>
    /// <exception cref="DaprException">The store could not read one of the keys.</exception>
    public static List<BulkStateItem<TValue>> ReadBulk<TValue>(ReadOnlySpan<byte> body, int expected, ValueReader<TValue> read)
    {
        var items = new List<BulkStateItem<TValue>>(expected);
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The answer to a bulk read is no array.");

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadItem(ref reader, read));
        return items;
    }

    /// <summary>A value as the JSON that it is.</summary>
    public static string ReadRaw(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    private static BulkStateItem<TValue> ReadItem<TValue>(ref Utf8JsonReader reader, ValueReader<TValue> read)
    {
        var key = "";
        var etag = "";
        TValue? value = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                key = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("etag"u8))
            {
                reader.Read();
                etag = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null)
                    value = read(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                if (reader.GetString() is { Length: > 0 } error)
                    throw new DaprException($"Reading {key} failed: {error}");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new BulkStateItem<TValue>(key, value, etag);
    }

    private static void WriteTail(
        Utf8JsonWriter writer, string? etag, IReadOnlyDictionary<string, string>? metadata, StateOptions? options)
    {
        if (!string.IsNullOrEmpty(etag))
            writer.WriteString("etag"u8, etag);
        WriteMetadata(writer, metadata);
        if (options is null or { Concurrency: null, Consistency: null })
            return;

        writer.WriteStartObject("options"u8);
        if (options.Concurrency is { } concurrency)
            writer.WriteString("concurrency"u8, Name(concurrency));
        if (options.Consistency is { } consistency)
            writer.WriteString("consistency"u8, Name(consistency));
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
            return;

        writer.WriteStartObject("metadata"u8);
        foreach (var (key, value) in metadata)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
