using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>What a client may say in <c>graphql-transport-ws</c>.</summary>
internal enum SocketMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A client's message; its payload is a slice of the bytes it came in.</summary>
internal readonly struct SocketMessage
{
    public required SocketMessageType Type { get; init; }

    /// <summary>The operation's id; empty where the type has none.</summary>
    public string Id { get; init; }

    /// <summary>A JSON object; empty for none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <param name="error">What is wrong with the message, short enough for a close frame.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, out SocketMessage message, out string? error)
    {
        message = default;
        try
        {
            error = Parse(json, ref message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second kind comes of strings that are no well-formed Unicode.
            error = "Invalid message received: it is not valid JSON";
        }

        return error is null;
    }

    private static string? Parse(ReadOnlyMemory<byte> json, ref SocketMessage message)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "Invalid message received: it is not a JSON object";
        SocketMessageType? type = null;
        string? id = null;
        ReadOnlyMemory<byte> payload = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = TypeOf(ref reader);
                if (type is null) return "Invalid message received: its type is not known";
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String) return "Invalid message received: its id is not a string";
                id = reader.GetString();
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null) continue;
                if (reader.TokenType != JsonTokenType.StartObject) return "Invalid message received: its payload is not an object";
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                payload = json[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        reader.Read();
        if (type is not { } known) return "Invalid message received: its type is missing";
        if (known is SocketMessageType.Subscribe or SocketMessageType.Complete && string.IsNullOrEmpty(id))
            return "Invalid message received: its id is missing";
        if (known == SocketMessageType.Subscribe && payload.IsEmpty) return "Invalid message received: its payload is missing";
        message = new SocketMessage { Type = known, Id = id ?? "", Payload = payload };
        return null;
    }

    private static SocketMessageType? TypeOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) return null;
        if (reader.ValueTextEquals("subscribe"u8)) return SocketMessageType.Subscribe;
        if (reader.ValueTextEquals("complete"u8)) return SocketMessageType.Complete;
        if (reader.ValueTextEquals("ping"u8)) return SocketMessageType.Ping;
        if (reader.ValueTextEquals("pong"u8)) return SocketMessageType.Pong;
        return reader.ValueTextEquals("connection_init"u8) ? SocketMessageType.ConnectionInit : null;
    }
}
