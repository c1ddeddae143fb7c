using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore.Connections;
using MusicGraph.GraphQL.AspNetCore.EventStreams;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>GraphQL over HTTP, and over Server-Sent Events in distinct connections mode.</summary>
internal sealed partial class GraphQLHttpEndpoint(
    RequestPipeline pipeline,
    GraphQLServerOptions options,
    LiveConnections eventStreams,
    ILogger logger)
{
    /// <param name="operation">What the address says of the operation.</param>
    public Task PostAsync(HttpContext context, AcceptedFormats accepted, NamedOperation? operation = null)
    {
        if (accepted.Preferred is not { } format) return NotAcceptableAsync(context);
        if (!ContentTypes.IsJson(context.Request.ContentType))
        {
            return ErrorResponse.WriteAsync(
                context, StatusCodes.Status415UnsupportedMediaType, "The content type of a POST must be application/json in UTF-8.", format);
        }

        return PostAsync(context, format, accepted.EventStream, operation);
    }

    /// <param name="operation">What the path says of the operation.</param>
    public Task GetAsync(HttpContext context, AcceptedFormats accepted, NamedOperation? operation = null)
    {
        if (accepted.Preferred is not { } format) return NotAcceptableAsync(context);
        if (!AddressParameters.TryParse(context.Request.Query, out var parameters, out var error, operation?.DocumentId ?? default))
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!, format);

        var allows = accepted.EventStream ? RequestPipeline.NoMutations : RequestPipeline.QueriesOnly;
        return ExecuteAsync(context, operation?.Apply(parameters) ?? parameters, allows, format);
    }

    private static Task NotAcceptableAsync(HttpContext context) => ErrorResponse.WriteAsync(
        context,
        StatusCodes.Status406NotAcceptable,
        "The server can answer application/graphql-response+json, application/json and text/event-stream.");

    private async Task PostAsync(HttpContext context, ResponseFormat format, bool acceptsEventStream, NamedOperation? operation)
    {
        var request = context.Request;
        if (await RequestBody.ReadAsync(request.BodyReader, request.ContentLength, options.MaxRequestBodyBytes, context.RequestAborted) is not { } body)
        {
            await ErrorResponse.WriteAsync(
                context, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {options.MaxRequestBodyBytes} bytes.", format);
            return;
        }

        // The parameters are slices of the body, which is given back when the operation has been executed.
        using (body)
        {
            var allows = acceptsEventStream ? RequestPipeline.All : RequestPipeline.NoSubscriptions;
            if (!RequestParser.TryParse(body.Memory, out var parameters, out var error, operation?.DocumentId ?? default))
                await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!, format);
            else
                await ExecuteAsync(context, operation?.Apply(parameters) ?? parameters, allows, format);
        }
    }

    private async Task ExecuteAsync(
        HttpContext context,
        RequestParameters parameters,
        Predicate<Language.OperationType> allows,
        ResponseFormat format)
    {
        var aborted = context.RequestAborted;
        try
        {
            await using var result = await pipeline.ExecuteAsync(context, parameters, allows, context.RequestServices, aborted);
            if (result is SingleResult single && (format != ResponseFormat.EventStream || single.Error == RequestErrorKind.OperationNotAllowed))
                await SingleResponse.WriteAsync(context, single, format);
            else
                await StreamAsync(context, result);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The client is gone and cannot be told anything.
            context.Abort();
        }
        catch (GraphQLException refusal) when (!context.Response.HasStarted)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, refusal.Errors, format);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailure(exception);
            await ErrorResponse.WriteAsync(context, StatusCodes.Status500InternalServerError, UnexpectedError.List, format);
        }
    }

    private Task StreamAsync(HttpContext context, OperationResult result)
    {
        var stream = new EventStream(options.EventStreams, logger);
        var delivery = new ResponseDelivery(stream.Queue, DistinctFormat.Instance, [], static () => true, logger);
        return stream.ServeAsync(context, eventStreams, () => delivery.RunAsync(() => new(result), stream.Ended));
    }

    [LoggerMessage(LogLevel.Error, "A request ended with an unexpected error.")]
    private partial void LogFailure(Exception exception);
}
