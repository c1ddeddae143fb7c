using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using MusicGraph.Audio.Ranges;

namespace MusicGraph.Audio.Media;

/// <summary>
/// Answers a GET or HEAD of something uploaded: all of it, one range, or several as <c>multipart/byteranges</c> (RFC 9110, section 14.6).
/// Only the chunks that are asked for are read, and never more than two are held.
/// </summary>
internal sealed class MediaResult(MediaManifest manifest, ChunkStore chunks) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var etag = new EntityTagHeaderValue($"\"{manifest.ETag}\"");
        response.Headers.ETag = etag.ToString();
        response.Headers.LastModified = HeaderUtilities.FormatDate(manifest.UploadedAt);
        response.Headers.AcceptRanges = "bytes";
        response.Headers.CacheControl = "no-cache";
        // Somebody's bytes at our address: they are what we say they are, and as a page of their own they can do nothing.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.ContentDisposition = "inline";
        if (Precondition.Check(request, etag, manifest.UploadedAt) is { } status)
        {
            response.StatusCode = status;
            return;
        }

        // Ranges mean something for GET only (section 14.2).
        var ranges = HttpMethods.IsGet(request.Method) && Precondition.AllowsRange(request, etag, manifest.UploadedAt)
            ? RangeHeader.Read(request.Headers.Range, manifest.Size)
            : null;
        switch (ranges)
        {
            case []:
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{manifest.Size}");
                break;
            case [var range]:
                response.StatusCode = StatusCodes.Status206PartialContent;
                response.Headers.ContentRange = ContentRange(range);
                await SendAsync(httpContext, range);
                break;
            case null:
                await SendAsync(httpContext, new ByteRange(0, manifest.Size - 1));
                break;
            default:
                await SendPartsAsync(httpContext, ranges);
                break;
        }
    }

    private async Task SendAsync(HttpContext context, ByteRange range)
    {
        context.Response.ContentType = manifest.ContentType;
        context.Response.ContentLength = range.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await WriteAsync(context.Response.Body, range, context.RequestAborted);
    }

    private async Task SendPartsAsync(HttpContext context, IReadOnlyList<ByteRange> ranges)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var heads = ranges
            .Select(range => Encoding.ASCII.GetBytes(
                $"\r\n--{boundary}\r\nContent-Type: {manifest.ContentType}\r\nContent-Range: {ContentRange(range)}\r\n\r\n"))
            .ToArray();
        var end = Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n");

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.ContentType = $"multipart/byteranges; boundary={boundary}";
        context.Response.ContentLength = heads.Sum(head => head.Length) + ranges.Sum(range => range.Length) + end.Length;
        foreach (var (head, range) in heads.Zip(ranges))
        {
            await context.Response.Body.WriteAsync(head, context.RequestAborted);
            await WriteAsync(context.Response.Body, range, context.RequestAborted);
        }

        await context.Response.Body.WriteAsync(end, context.RequestAborted);
    }

    /// <summary>Writes a range chunk by chunk, reading the next while one is sent.</summary>
    private async Task WriteAsync(Stream body, ByteRange range, CancellationToken cancellationToken)
    {
        var (first, last) = ((int)(range.Start / manifest.ChunkSize), (int)(range.End / manifest.ChunkSize));
        var next = chunks.ReadAsync(manifest, first, cancellationToken);
        for (var index = first; index <= last; index++)
        {
            var chunk = await next;
            if (index < last)
                next = chunks.ReadAsync(manifest, index + 1, cancellationToken);
            try
            {
                var offset = (long)index * manifest.ChunkSize;
                var from = (int)(Math.Max(range.Start, offset) - offset);
                var to = (int)(Math.Min(range.End, offset + manifest.ChunkSize - 1) - offset);
                await body.WriteAsync(chunk[from..(to + 1)], cancellationToken);
            }
            catch when (index < last)
            {
                // The chunk that is on its way is nobody's then; what becomes of it must not go unobserved.
                await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw;
            }
        }
    }

    private string ContentRange(ByteRange range) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {range.Start}-{range.End}/{manifest.Size}");
}
