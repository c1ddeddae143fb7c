using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>
/// Writes the parts of a response as they come (Incremental Delivery over HTTP). A client takes a part for complete when the boundary
/// after it has come, so that goes out with the part.
/// </summary>
internal static class MultipartResponse
{
    public const string ContentType = "multipart/mixed; boundary=\"-\"";

    private static readonly byte[] Boundary = [.. "\r\n---"u8];
    private static readonly byte[] PartStart = [.. "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8];
    private static readonly byte[] End = [.. "--\r\n"u8];

    public static async Task WriteAsync(HttpContext context, ResponseStream parts, IncrementalFormat version)
    {
        var response = context.Response;
        response.ContentType = version == IncrementalFormat.Version20220824
            ? $"{ContentType}; deferSpec=20220824"
            : $"{ContentType}; incrementalSpec=v0.2";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var body = response.BodyWriter;
        var aborted = context.RequestAborted;
        var isFirst = true;
        await foreach (var part in parts.Responses.WithCancellation(aborted))
        {
            await using (part)
            {
                if (isFirst) Write(body, Boundary);
                isFirst = false;
                Write(body, PartStart);
                Write(body, part.Json.Span);
                Write(body, Boundary);
            }

            await body.FlushAsync(aborted);
        }

        Write(body, End);
        await body.FlushAsync(aborted);
    }

    private static void Write(System.IO.Pipelines.PipeWriter body, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
    }
}
