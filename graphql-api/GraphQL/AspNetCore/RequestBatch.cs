using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>A list of requests in one body.</summary>
internal static class RequestBatch
{
    /// <summary>Whether the JSON is a list, without looking further than its first sign.</summary>
    public static bool IsBatch(ReadOnlySpan<byte> json)
    {
        var start = json.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && json[start] == (byte)'[';
    }

    /// <param name="json">Must stay as it is while the parameters are in use.</param>
    /// <param name="error">What is wrong with the batch or one of its requests, for the client.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, int maxSize, out List<RequestParameters> requests, out string? error)
    {
        requests = [];
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (requests.Count == maxSize)
                {
                    error = $"The batch has more than {maxSize} requests.";
                    return false;
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (!RequestParser.TryParse(json[start..(int)reader.BytesConsumed], out var request, out error)) return false;
                requests.Add(request);
            }

            reader.Read();
            error = requests.Count == 0 ? "The batch has no requests." : null;
        }
        catch (JsonException exception)
        {
            error = $"The request is not valid JSON: {exception.Message}";
        }

        return error is null;
    }
}
