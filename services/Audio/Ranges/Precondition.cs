using Microsoft.Net.Http.Headers;

namespace MusicGraph.Audio.Ranges;

/// <summary>The conditions of a GET or HEAD, in the order of RFC 9110, section 13.2.2.</summary>
internal static class Precondition
{
    /// <summary>412, 304, or null when the request is to be answered.</summary>
    public static int? Check(HttpRequest request, EntityTagHeaderValue etag, DateTimeOffset lastModified)
    {
        var headers = request.GetTypedHeaders();
        if (request.Headers.ContainsKey(HeaderNames.IfMatch))
        {
            if (!headers.IfMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: true)))
                return StatusCodes.Status412PreconditionFailed;
        }
        else if (headers.IfUnmodifiedSince is { } unmodifiedSince && Seconds(lastModified) > unmodifiedSince)
        {
            return StatusCodes.Status412PreconditionFailed;
        }

        if (request.Headers.ContainsKey(HeaderNames.IfNoneMatch))
        {
            return headers.IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false))
                ? StatusCodes.Status304NotModified
                : null;
        }

        return headers.IfModifiedSince is { } modifiedSince && Seconds(lastModified) <= modifiedSince
            ? StatusCodes.Status304NotModified
            : null;
    }

    /// <summary>Whether the ranges asked for are of what is there now (<c>If-Range</c>, section 13.1.5).</summary>
    public static bool AllowsRange(HttpRequest request, EntityTagHeaderValue etag, DateTimeOffset lastModified)
    {
        string? ifRange = request.Headers.IfRange;
        if (string.IsNullOrEmpty(ifRange))
            return true;
        if (!RangeConditionHeaderValue.TryParse(ifRange, out var condition))
            return false;
        return condition.EntityTag is { } tag ? tag.Compare(etag, useStrongComparison: true) : condition.LastModified == Seconds(lastModified);
    }

    // HTTP's dates have no fractions of a second.
    private static DateTimeOffset Seconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
