using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Finds the parameters of a request in its JSON without copying them.</summary>
internal static class RequestParser
{
    /// <param name="json">Must stay as it is while the parameters are in use.</param>
    /// <param name="error">What is wrong with the request, for the client.</param>
    /// <param name="documentId">The id of the document where the address says it; empty where the request does.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, out RequestParameters parameters, out string? error, ReadOnlyMemory<byte> documentId = default)
    {
        parameters = default;
        try
        {
            error = Parse(json, documentId, ref parameters);
        }
        catch (JsonException exception)
        {
            error = $"The request is not valid JSON: {exception.Message}";
        }

        return error is null;
    }

    /// <summary>Checks a parameter of a GET, which is JSON in the address.</summary>
    public static bool IsObjectOrNull(ReadOnlySpan<byte> json, out bool isNull)
    {
        isNull = false;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            isNull = reader.TokenType == JsonTokenType.Null;
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null)) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            // What is no JSON is no object.
            return false;
        }
    }

    private static string? Parse(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> documentId, ref RequestParameters parameters)
    {
        if (json.IsEmpty) return "The request has no body.";

        // The reader does not look into strings that nobody asks it for.
        if (!Utf8.IsValid(json.Span)) return "The request is not well-formed UTF-8.";

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray) return "Batched requests are not supported.";
        if (reader.TokenType != JsonTokenType.StartObject) return "The request must be a JSON object.";

        ReadOnlyMemory<byte>? query = null;
        ReadOnlyMemory<byte> variables = default, extensions = default;
        string? operationName = null;
        var isEscaped = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("query"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null) continue;
                if (reader.TokenType != JsonTokenType.String) return "The parameter 'query' must be a string.";
                query = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                isEscaped = reader.ValueIsEscaped;
            }
            else if (reader.ValueTextEquals("variables"u8))
            {
                if (!TryReadObject(ref reader, json, out variables)) return "The parameter 'variables' must be an object.";
            }
            else if (reader.ValueTextEquals("operationName"u8))
            {
                reader.Read();
                if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) return "The parameter 'operationName' must be a string.";
                if (!TryReadString(ref reader, out operationName)) return "The parameter 'operationName' is not well-formed Unicode.";
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                if (!TryReadObject(ref reader, json, out extensions)) return "The parameter 'extensions' must be an object.";
            }
            else if (reader.ValueTextEquals("documentId"u8) || reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && documentId.IsEmpty) documentId = Text(ref reader, json);
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // One read past the end finds what follows the object.
        reader.Read();
        if (query is null)
        {
            string? fault = null;
            if (documentId.IsEmpty) documentId = PersistedQueryExtension.FindHash(extensions, out fault);
            if (documentId.IsEmpty) return fault ?? "The parameter 'query' is missing.";
        }

        parameters = new RequestParameters
        {
            Query = query ?? documentId,
            IsQueryId = query is null,
            IsQueryEscaped = isEscaped,
            OperationName = operationName,
            Variables = variables,
            Extensions = extensions,
        };
        return null;
    }

    private static bool TryReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, out ReadOnlyMemory<byte> value)
    {
        value = default;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        value = json[start..(int)reader.BytesConsumed];
        return true;
    }

    private static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!reader.ValueIsEscaped) return json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        return TryReadString(ref reader, out var text) ? Encoding.UTF8.GetBytes(text!) : default;
    }

    private static bool TryReadString(ref Utf8JsonReader reader, out string? value)
    {
        try
        {
            value = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape names half of a surrogate pair.
            value = null;
            return false;
        }
    }
}
