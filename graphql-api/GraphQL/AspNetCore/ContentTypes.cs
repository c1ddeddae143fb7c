using Microsoft.Net.Http.Headers;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The <c>Content-Type</c> of requests and responses.</summary>
internal static class ContentTypes
{
    public const string EventStream = "text/event-stream; charset=utf-8";

    /// <summary>Errors of a client that wants a stream of events are JSON as well, since no stream comes about.</summary>
    public static string Of(ResponseFormat format) =>
        format == ResponseFormat.GraphQLResponse ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";

    /// <summary>Whether a body is JSON in UTF-8, the only encoding of JSON (RFC 8259, section 8.1).</summary>
    public static bool IsJson(string? contentType)
    {
        if (contentType is "application/json") return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || IsUtf8(parsed.Charset.AsSpan()));
    }

    public static bool IsMultipartForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) && parsed.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(ReadOnlySpan<char> charset)
    {
        var name = charset.Trim('"');
        return name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }
}
