using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Passes a request on and its answer back; bodies are streamed both ways.</summary>
internal static class Forwarding
{
    private const int PieceSize = 16 * 1024;

    /// <param name="body">The request's body where it has been read; null to stream it.</param>
    /// <param name="traceParent">What goes out where there is no span; null for nothing.</param>
    public static HttpRequestMessage CreateRequest(
        HttpContext context, IInvocationTarget target, CallerIdentity caller, string pathAndQuery, ReadOnlyMemory<byte>? body, string? traceParent)
    {
        var incoming = context.Request;
        var request = target.CreateRequest(HttpMethod.Parse(incoming.Method), pathAndQuery);
        if (body is { } read)
            request.Content = new ReadOnlyMemoryContent(read);
        else if (HasBody(context))
            request.Content = new RequestBodyContent(incoming.Body, incoming.ContentLength);

        // With a span of our own the client tells about that one; without it the caller's goes on as it is.
        var hasSpan = Activity.Current is not null;
        foreach (var (name, values) in incoming.Headers)
        {
            if (!HopHeaders.IsForwarded(name, hasSpan))
                continue;
            if (!Add(request.Headers, name, values) && request.Content is not null)
                Add(request.Content.Headers, name, values);
        }

        if (!hasSpan && traceParent is not null && incoming.Headers.TraceParent.Count == 0)
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        if (target.AppId is { } calleeAppId)
        {
            caller.Write(request);
            request.Headers.TryAddWithoutValidation("dapr-callee-app-id", calleeAppId);
        }

        return request;
    }

    public static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    public static async Task CopyResponseAsync(HttpContext context, HttpResponseMessage response)
    {
        var outgoing = context.Response;
        outgoing.StatusCode = (int)response.StatusCode;
        CopyHeaders(response.Headers.NonValidated, outgoing.Headers);
        CopyHeaders(response.Content.Headers.NonValidated, outgoing.Headers);
        if (HttpMethods.IsHead(context.Request.Method) || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            return;

        try
        {
            var body = await response.Content.ReadAsStreamAsync(context.RequestAborted).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                // Straight into the server's buffers, and out as it comes.
                while (true)
                {
                    var memory = outgoing.BodyWriter.GetMemory(PieceSize);
                    var read = await body.ReadAsync(memory, context.RequestAborted).ConfigureAwait(false);
                    if (read == 0)
                        return;

                    outgoing.BodyWriter.Advance(read);
                    var flushed = await outgoing.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                    if (flushed.IsCompleted || flushed.IsCanceled)
                        return;
                }
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // Part of the answer is out: only a broken connection can tell that the rest is missing.
            context.Abort();
        }
    }

    private static bool Add(System.Net.Http.Headers.HttpHeaders headers, string name, StringValues values)
        => values.Count == 1
            ? headers.TryAddWithoutValidation(name, values[0])
            : headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);

    private static void CopyHeaders(System.Net.Http.Headers.HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (HopHeaders.IsReturned(name))
                to.Append(name, values.Count == 1 ? values.ToString() : new StringValues([.. values]));
        }
    }
}
