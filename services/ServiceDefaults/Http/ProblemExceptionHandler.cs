using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults.Http;

/// <summary>Turns what a handler did not foresee into problem details without any inner detail.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, code, detail) = exception switch
        {
            // However often it comes again, it will not be what is expected: 404 has the sidecar drop it.
            BadHttpRequestException or NotSupportedException when IsEvent(context) =>
                (StatusCodes.Status404NotFound, Problems.NotFound, "This is no event that is known here."),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                (StatusCodes.Status413PayloadTooLarge, Problems.TooLarge, "The body is larger than allowed."),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
                (StatusCodes.Status415UnsupportedMediaType, Problems.UnsupportedMedia, "The body must be JSON."),
            BadHttpRequestException =>
                (StatusCodes.Status400BadRequest, Problems.Invalid, "The request's body or query cannot be read as what is expected here."),
            ContentionException =>
                (StatusCodes.Status503ServiceUnavailable, (string?)null, "Too many are changing this at once; try again."),
            HttpRequestException or DaprException =>
                (StatusCodes.Status503ServiceUnavailable, null, "Another part of the system cannot be reached; try again."),
            _ => (StatusCodes.Status500InternalServerError, null, "Something went wrong here; the log has more."),
        };
        if (status >= StatusCodes.Status500InternalServerError || IsEvent(context))
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);

        context.Response.StatusCode = status;
        var details = new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = status, Detail = detail } };
        if (code is not null)
            details.ProblemDetails.Extensions["code"] = code;
        return await problems.TryWriteAsync(details);
    }

    private static bool IsEvent(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<EventEndpoint>() is not null;
}
