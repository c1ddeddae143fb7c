using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>The documents that daprd keeps: <c>id</c>, <c>value</c>, <c>isBinary</c>, <c>partitionKey</c>, <c>ttl</c> (components-contrib, <c>state/azure/cosmosdb</c>).</summary>
internal static class CosmosDocument
{
    // Cosmos DB keeps numbers as doubles, which have every decimal number of so many digits.
    private const int ExactDigits = 15;

    public static MemoryStream Write(StateOperation operation, string partitionKey)
    {
        var buffer = new ArrayBufferWriter<byte>(operation.Value!.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, operation.Key);
            var isBinary = !IsKept(operation.Value);
            if (isBinary)
            {
                writer.WriteBase64String("value"u8, operation.Value);
            }
            else
            {
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(operation.Value, skipInputValidation: true);
            }

            writer.WriteBoolean("isBinary"u8, isBinary);
            writer.WriteString("partitionKey"u8, partitionKey);
            if (operation.TimeToLive is { } ttl)
                writer.WriteNumber("ttl"u8, (int)ttl.TotalSeconds);
            writer.WriteEndObject();
        }

        return new MemoryStream(buffer.WrittenSpan.ToArray(), writable: false);
    }

    /// <summary>Reads a document; the entry and its key.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static (string Id, StateEntry Entry) Read(ReadOnlySpan<byte> document)
    {
        var (id, etag) = ("", "");
        var value = ReadOnlySpan<byte>.Empty;
        var isBinary = false;
        long? ttl = null;
        var timestamp = 0L;
        var reader = new Utf8JsonReader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
                id = ReadText(ref reader);
            else if (reader.ValueTextEquals("_etag"u8))
                etag = ReadText(ref reader);
            else if (reader.ValueTextEquals("isBinary"u8))
                isBinary = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("ttl"u8))
                ttl = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("_ts"u8))
                timestamp = ReadNumber(ref reader) ?? 0;
            else if (reader.ValueTextEquals("value"u8))
                value = ReadRaw(ref reader, document);
            else
                reader.Skip();
        }

        var expires = ttl is > 0 ? DateTimeOffset.FromUnixTimeSeconds(timestamp + ttl.Value) : (DateTimeOffset?)null;
        return (id, new StateEntry(isBinary ? Decode(value) : value.ToArray(), etag, expires));
    }

    /// <summary>Reads a page of a query's answer.</summary>
    public static void ReadPage(ReadOnlySpan<byte> page, Dictionary<string, StateEntry> found)
    {
        var reader = new Utf8JsonReader(page);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("Documents"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var (id, entry) = Read(page[start..(int)reader.BytesConsumed]);
                found[id] = entry;
            }
        }
    }

    /// <summary>Whether Cosmos DB gives the same JSON back. What it would not, goes in as bytes, as daprd has bytes that are no JSON.</summary>
    private static bool IsKept(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && !IsExact(reader.ValueSpan))
                return false;
        }

        return true;
    }

    private static bool IsExact(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = (exponent < 0 ? number : number[..exponent]).TrimStart("-0."u8);
        var count = digits.Length - (digits.Contains((byte)'.') ? 1 : 0);
        return count <= ExactDigits
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            && (value != 0 || count == 0);
    }

    private static byte[] Decode(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return value.ToArray();

        // As daprd: a text that is no base64 after all is the value.
        return reader.TryGetBytesFromBase64(out var bytes) ? bytes : Encoding.UTF8.GetBytes(reader.GetString()!);
    }

    private static string ReadText(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString() ?? "" : "";

    private static long? ReadNumber(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : null;

    private static ReadOnlySpan<byte> ReadRaw(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> document)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return document[start..(int)reader.BytesConsumed];
    }
}
