using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore.Connections;
using MusicGraph.GraphQL.AspNetCore.EventStreams;
using MusicGraph.GraphQL.AspNetCore.Uploads;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>GraphQL over HTTP, and over Server-Sent Events in distinct connections mode.</summary>
internal sealed class GraphQLHttpEndpoint(
    RequestPipeline pipeline,
    GraphQLServerOptions options,
    LiveConnections eventStreams,
    ILogger logger)
{
    private readonly BatchEndpoint _batches = new(pipeline, options);

    /// <param name="operation">What the address says of the operation.</param>
    public Task PostAsync(HttpContext context, AcceptedFormats accepted, NamedOperation? operation = null)
    {
        if (accepted.Preferred is not { } format) return NotAcceptableAsync(context);
        var contentType = context.Request.ContentType;
        if (ContentTypes.IsJson(contentType)) return PostJsonAsync(context, format, accepted, operation);
        if (options.EnableMultipartRequests && ContentTypes.IsMultipartForm(contentType)) return PostFormAsync(context, format, accepted);
        return ErrorResponse.WriteAsync(
            context, StatusCodes.Status415UnsupportedMediaType, "The content type of a POST must be application/json in UTF-8.", format);
    }

    /// <param name="operation">What the path says of the operation.</param>
    public Task GetAsync(HttpContext context, AcceptedFormats accepted, NamedOperation? operation = null)
    {
        if (accepted.Preferred is not { } format) return NotAcceptableAsync(context);
        if (options.EnforceGetRequestsPreflightHeader && !HasPreflight(context.Request)) return MissingPreflightAsync(context, format);
        if (!AddressParameters.TryParse(context.Request.Query, out var parameters, out var error, operation?.DocumentId ?? default))
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!, format);

        var allows = accepted.EventStream ? RequestPipeline.NoMutations : RequestPipeline.QueriesOnly;
        return ExecuteAsync(context, operation?.Apply(parameters) ?? parameters, allows, format, accepted).AsTask();
    }

    /// <summary>A form is what a page of any site can have a browser send: it must say that it was meant.</summary>
    private static bool HasPreflight(HttpRequest request) => request.Headers.ContainsKey("GraphQL-Preflight");

    private static Task MissingPreflightAsync(HttpContext context, ResponseFormat format) => ErrorResponse.WriteAsync(
        context, StatusCodes.Status400BadRequest, [new GraphQLError("The request must include a header 'GraphQL-Preflight'.", Code: "HC0077")], format);

    private static Task NotAcceptableAsync(HttpContext context) => ErrorResponse.WriteAsync(
        context,
        StatusCodes.Status406NotAcceptable,
        "The server can answer application/graphql-response+json, application/json, text/event-stream and multipart/mixed.");

    private async Task PostJsonAsync(HttpContext context, ResponseFormat format, AcceptedFormats accepted, NamedOperation? operation)
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
            if (options.EnableBatching && RequestBatch.IsBatch(body.Memory.Span)) await _batches.ExecuteAsync(context, body.Memory, null, format);
            else await ExecuteAsync(context, body.Memory, null, format, accepted, operation);
        }
    }

    private async Task PostFormAsync(HttpContext context, ResponseFormat format, AcceptedFormats accepted)
    {
        if (options.EnforceMultipartRequestsPreflightHeader && !HasPreflight(context.Request))
        {
            await MissingPreflightAsync(context, format);
            return;
        }

        try
        {
            await using var form = await MultipartRequest.ReadAsync(context.Request, options, context.RequestAborted);
            if (options.EnableBatching && RequestBatch.IsBatch(form.Operations.Span)) await _batches.ExecuteAsync(context, form.Operations, form.Files, format);
            else await ExecuteAsync(context, form.Operations, form.Files, format, accepted, null);
        }
        catch (UploadException exception)
        {
            var status = exception.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            await ErrorResponse.WriteAsync(context, status, [new GraphQLError(exception.Message, Code: exception.Code)], format);
        }
    }

    private ValueTask ExecuteAsync(
        HttpContext context,
        ReadOnlyMemory<byte> json,
        IReadOnlyList<IFile>? files,
        ResponseFormat format,
        AcceptedFormats accepted,
        NamedOperation? operation)
    {
        if (!RequestParser.TryParse(json, out var parameters, out var error, operation?.DocumentId ?? default))
            return new(ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!, format));
        if (files is not null) parameters = parameters with { Files = files };
        var allows = accepted.EventStream ? RequestPipeline.All : RequestPipeline.NoSubscriptions;
        return ExecuteAsync(context, operation?.Apply(parameters) ?? parameters, allows, format, accepted);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExecuteAsync(
        HttpContext context,
        RequestParameters parameters,
        Predicate<Language.OperationType> allows,
        ResponseFormat format,
        AcceptedFormats accepted)
    {
        var aborted = context.RequestAborted;
        parameters = parameters with { IncrementalFormat = accepted.PartsVersion };
        try
        {
            await using var result = await pipeline.ExecuteAsync(context, parameters, allows, context.RequestServices, aborted);
            if (result is SingleResult single && (format != ResponseFormat.EventStream || single.Error == RequestErrorKind.OperationNotAllowed))
                await SingleResponse.WriteAsync(context, single, format);
            else if (result is ResponseStream { IsIncremental: true } stream && accepted.Parts == ResponseFormat.Multipart)
                await MultipartResponse.WriteAsync(context, stream, accepted.PartsVersion);
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
            await ErrorResponse.WriteAsync(context, StatusCodes.Status500InternalServerError, pipeline.Executor.Mask(exception), format);
        }
    }

    private Task StreamAsync(HttpContext context, OperationResult result)
    {
        var stream = new EventStream(options.EventStreams, logger);
        var delivery = new ResponseDelivery(stream.Queue, DistinctFormat.Instance, pipeline.Executor);
        return stream.ServeAsync(context, eventStreams, () => delivery.RunAsync(result, null, stream.Ended));
    }
}
