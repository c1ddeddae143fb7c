using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Writes the one response of a query or mutation.</summary>
internal static class SingleResponse
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask WriteAsync(HttpContext context, SingleResult result, ResponseFormat format)
    {
        var response = context.Response;
        var json = result.Json;
        if (result.Error != RequestErrorKind.None)
        {
            response.StatusCode = StatusOf(context, result.Error, format);

            // What is refused now, such as a hash that is not known yet, need not be refused the next time.
            if (HttpMethods.IsGet(context.Request.Method)) response.Headers.CacheControl = "no-store";
        }

        if (result.Caching is { } caching)
        {
            response.Headers.CacheControl = caching.CacheControl;
            response.Headers.Append(HeaderNames.Vary, caching.Vary);
        }

        response.ContentType = ContentTypes.Of(format);
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>
    /// GraphQL over HTTP, sections 6.4.1 and 6.4.2: with <c>application/json</c> a well-formed request is answered with 200 whatever came of
    /// it, as clients that don't know the newer media type expect.
    /// </summary>
    private static int StatusOf(HttpContext context, RequestErrorKind error, ResponseFormat format)
    {
        if (error == RequestErrorKind.OperationNotAllowed)
        {
            if (!HttpMethods.IsGet(context.Request.Method)) return StatusCodes.Status406NotAcceptable;
            context.Response.Headers.Allow = HttpMethods.Post;
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (format is ResponseFormat.Json or ResponseFormat.Multipart) return StatusCodes.Status200OK;
        return error == RequestErrorKind.Timeout ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status400BadRequest;
    }
}
