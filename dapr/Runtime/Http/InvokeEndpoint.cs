using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>
/// Service invocation: from the caller's sidecar over the callee's to its app. Both sidecars live here, so the way between them is a call and
/// not a connection; each counts it. Bodies are streamed both ways.
/// </summary>
/// <remarks>https://docs.dapr.io/reference/api/service_invocation_api/.</remarks>
internal sealed class InvokeEndpoint(SidecarState state, AppChannel caller, SidecarDirectory directory)
{
    public const string AppIdHeader = "dapr-app-id";

    private const string Method = "/method/";
    private const string ErrorCode = "ERR_DIRECT_INVOKE";
    private const int PieceSize = 16 * 1024;

    /// <param name="target">The raw target with its query.</param>
    /// <param name="tail">Its path behind <c>invoke/</c>.</param>
    public Task InvokeAsync(HttpContext context, string target, string tail)
    {
        if (context.Request.Headers.ContainsKey(AppIdHeader))
            return InvokeByHeaderAsync(context, target);

        var method = tail.IndexOf(Method, StringComparison.Ordinal);
        if (method <= 0)
            throw NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = tail[(method + Method.Length - 1)..];
        return ForwardAsync(context, Uri.UnescapeDataString(tail[..method]), path, query < 0 ? "" : target[query..]);
    }

    /// <summary>Invokes the method that the path is, of the app that the header names.</summary>
    public Task InvokeByHeaderAsync(HttpContext context, string target)
    {
        var appId = context.Request.Headers[AppIdHeader].ToString();
        if (appId.Length == 0)
            throw NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? ForwardAsync(context, appId, target, "") : ForwardAsync(context, appId, target[..query], target[query..]);
    }

    private static ApiException NoAppId()
        => new(StatusCodes.Status404NotFound, ErrorCode, "failed getting app id either from the URL path or the header dapr-app-id");

    private static ApiException Failed(string appId, string reason, Exception? cause = null)
        => new(StatusCodes.Status500InternalServerError, ErrorCode, $"failed to invoke, id: {appId}, err: {reason}", cause);

    private async Task ForwardAsync(HttpContext context, string appId, string path, string query)
    {
        var callee = directory.Find(appId)
            ?? throw Failed(appId, $"couldn't find service: {appId}");
        state.Metrics.InvocationSent(appId);
        callee.Metrics.InvocationReceived(state.AppId);

        HttpResponseMessage response;
        try
        {
            using var request = CreateRequest(context, callee, path + query);
            response = await callee.SendAsync(request, path, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            throw Failed(appId, error.Message, error);
        }

        using (response)
            await CopyResponseAsync(context, response).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateRequest(HttpContext context, AppChannel callee, string pathAndQuery)
    {
        var incoming = context.Request;
        var request = callee.CreateRequest(HttpMethod.Parse(incoming.Method), pathAndQuery);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
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

        request.Headers.TryAddWithoutValidation("dapr-caller-app-id", caller.AppId);
        request.Headers.TryAddWithoutValidation("dapr-callee-app-id", callee.AppId);
        return request;
    }

    private static bool Add(System.Net.Http.Headers.HttpHeaders headers, string name, StringValues values)
        => values.Count == 1
            ? headers.TryAddWithoutValidation(name, values[0])
            : headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);

    private static async Task CopyResponseAsync(HttpContext context, HttpResponseMessage response)
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

    private static void CopyHeaders(System.Net.Http.Headers.HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (HopHeaders.IsReturned(name))
                to.Append(name, values.Count == 1 ? values.ToString() : new StringValues([.. values]));
        }
    }
}
