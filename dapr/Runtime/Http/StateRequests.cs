using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Reads the bodies of the state API.</summary>
/// <remarks>https://docs.dapr.io/reference/api/state_api/.</remarks>
internal static class StateRequests
{
    private static readonly byte[] s_null = "null"u8.ToArray();

    /// <summary>The items of a save.</summary>
    /// <exception cref="JsonException">It is no list of items.</exception>
    public static List<StateItem> ReadSave(ReadOnlyMemory<byte> body)
    {
        var items = new List<StateItem>();
        var reader = new Utf8JsonReader(body.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a JSON array is needed");

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadItem(ref reader, body));
        reader.Read(); // Nothing may follow.
        return items;
    }

    /// <summary>The operations of a transaction.</summary>
    /// <exception cref="JsonException">It is no transaction.</exception>
    /// <exception cref="ApiException">An operation is not supported.</exception>
    public static (List<(bool IsDelete, StateItem Item)> Operations, IReadOnlyDictionary<string, string> Metadata) ReadTransaction(ReadOnlyMemory<byte> body) =>
        ReadList(body, "operations"u8, ReadOperation);

    /// <summary>The keys of a bulk read.</summary>
    /// <exception cref="JsonException">It is no bulk read.</exception>
    public static (List<string> Keys, IReadOnlyDictionary<string, string> Metadata) ReadKeys(ReadOnlyMemory<byte> body) =>
        ReadList(body, "keys"u8, static (ref reader, _) => reader.GetString() ?? throw new JsonException("a key must be a text"));

    /// <summary>What the query of a read says; a consistency that is none is passed over, as in daprd.</summary>
    public static StateReadOptions ReadOptions(HttpRequest request)
        => request.QueryString.HasValue
            ? new StateReadOptions(RequestMetadata.Read(request), request.Query["consistency"].ToString() switch
            {
                "strong" => StateConsistency.Strong,
                "eventual" => StateConsistency.Eventual,
                _ => StateConsistency.Default,
            })
            : StateReadOptions.None;

    /// <summary>A concurrency option: true for first-write.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static bool IsFirstWrite(string? concurrency) => concurrency switch
    {
        null or "" or "last-write" => false,
        "first-write" => true,
        _ => throw new FormatException($"unrecognized concurrency model '{concurrency}'"),
    };

    /// <exception cref="FormatException">It is neither strong nor eventual.</exception>
    public static StateConsistency Consistency(string? consistency) => consistency switch
    {
        null or "" => StateConsistency.Default,
        "strong" => StateConsistency.Strong,
        "eventual" => StateConsistency.Eventual,
        _ => throw new FormatException($"unrecognized consistency model '{consistency}'"),
    };

    /// <summary><c>ttlInSeconds</c>; null for ever, which is also what a negative number says.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static TimeSpan? TimeToLive(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("ttlInSeconds", out var text) || text.Length == 0)
            return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            throw new FormatException($"error parsing TTL: incorrect value for metadata 'ttlInSeconds': '{text}'");
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private delegate T ElementReader<T>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body);

    /// <summary>An object with a list of this name, and metadata.</summary>
    private static (List<T> List, IReadOnlyDictionary<string, string> Metadata) ReadList<T>(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> name, ElementReader<T> read)
    {
        var list = new List<T>();
        var metadata = Empty.Metadata;
        var reader = new Utf8JsonReader(body.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("a JSON object is needed");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("metadata"u8))
            {
                metadata = RequestJson.ReadTexts(ref reader);
                continue;
            }

            if (!reader.IsNamed(name))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException($"{Encoding.UTF8.GetString(name)} must be an array");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                list.Add(read(ref reader, body));
        }

        return (list, metadata);
    }

    private static (bool IsDelete, StateItem Item) ReadOperation(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an operation must be an object");

        var operation = "";
        StateItem? item = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("operation"u8))
            {
                operation = RequestJson.ReadText(ref reader) ?? "";
            }
            else if (reader.IsNamed("request"u8))
            {
                reader.Read();
                item = ReadItem(ref reader, body);
            }
            else
            {
                reader.Skip();
            }
        }

        return operation switch
        {
            "upsert" => (false, item ?? throw new JsonException("an operation lacks its request")),
            "delete" => (true, item ?? throw new JsonException("an operation lacks its request")),
            _ => throw new ApiException(400, "ERR_NOT_SUPPORTED_STATE_OPERATION", $"operation type {operation} not supported"),
        };
    }

    private static StateItem ReadItem(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an item must be an object");

        var item = new StateItem { Value = s_null };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("key"u8))
                item.Key = RequestJson.ReadText(ref reader) ?? "";
            else if (reader.IsNamed("value"u8))
                item.Value = RequestJson.ReadRaw(ref reader, body).ToArray();
            else if (reader.IsNamed("etag"u8))
                item.ETag = RequestJson.ReadText(ref reader);
            else if (reader.IsNamed("metadata"u8))
                item.Metadata = RequestJson.ReadTexts(ref reader);
            else if (reader.IsNamed("contentType"u8))
                item.ContentType = RequestJson.ReadText(ref reader);
            else if (reader.IsNamed("options"u8))
                ReadOptions(ref reader, item);
            else
                reader.Skip();
        }

        return item;
    }

    private static void ReadOptions(ref Utf8JsonReader reader, StateItem item)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("options must be an object");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("concurrency"u8))
                item.Concurrency = RequestJson.ReadText(ref reader);
            else if (reader.IsNamed("consistency"u8))
                item.Consistency = RequestJson.ReadText(ref reader);
            else
                reader.Skip();
        }
    }
}
