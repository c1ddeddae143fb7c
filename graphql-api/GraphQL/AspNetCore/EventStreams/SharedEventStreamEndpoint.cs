using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore.Connections;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>
/// GraphQL over SSE, single connection mode: PUT reserves a stream, GET opens it, POST starts an operation on it, DELETE ends one. All but the
/// first carry the token that the PUT answered.
/// </summary>
internal sealed class SharedEventStreamEndpoint(
    RequestPipeline pipeline,
    GraphQLServerOptions options,
    LiveConnections connections,
    ReservedStreams streams,
    IServiceScopeFactory scopes)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private const string TokenParameter = "token";

    public static string? FindToken(HttpRequest request)
    {
        if (request.Headers.TryGetValue(TokenHeader, out var header) && header.Count > 0) return header.ToString();
        return request.QueryString.HasValue && request.Query.TryGetValue(TokenParameter, out var parameter) ? parameter.ToString() : null;
    }

    public async Task ReserveAsync(HttpContext context)
    {
        // A client that connects anew may still send its last token, whose stream may not have ended yet: it gets another one.
        if (streams.Reserve() is not { } token)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "There are too many event streams.");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(token, context.RequestAborted);
    }

    public async Task OpenAsync(HttpContext context, string token)
    {
        if (!streams.TryFind(token, out var stream))
        {
            await NotFoundAsync(context);
            return;
        }

        if (!streams.TryOpen(token))
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status409Conflict, "The stream is open already.");
            return;
        }

        try
        {
            await stream.ServeAsync(context, connections, stream.WaitForEndAsync);
        }
        finally
        {
            streams.Remove(token);
        }
    }

    public async Task CompleteAsync(HttpContext context, string? token)
    {
        if (token is null || !streams.TryFind(token, out var stream))
        {
            await NotFoundAsync(context);
            return;
        }

        if (context.Request.Query["operationId"].ToString() is not { Length: > 0 } id)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, "The parameter 'operationId' is missing.");
            return;
        }

        stream.Operations.Complete(id);
    }

    public async Task StartAsync(HttpContext context, string token)
    {
        if (!streams.TryFind(token, out var stream))
        {
            await NotFoundAsync(context);
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            if (AddressParameters.TryParse(context.Request.Query, out var parameters, out var error))
                await StartAsync(context, stream, parameters, RequestPipeline.NoMutations);
            else
                await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!);
            return;
        }

        await PostAsync(context, stream);
    }

    private async Task PostAsync(HttpContext context, EventStream stream)
    {
        var request = context.Request;
        if (!ContentTypes.IsJson(request.ContentType))
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "The content type of a POST must be application/json in UTF-8.");
            return;
        }

        if (await RequestBody.ReadAsync(request.BodyReader, request.ContentLength, options.MaxRequestBodyBytes, context.RequestAborted) is not { } body)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {options.MaxRequestBodyBytes} bytes.");
            return;
        }

        using (body)
        {
            if (RequestParser.TryParse(body.Memory, out var parameters, out var error))
                await StartAsync(context, stream, parameters, RequestPipeline.All);
            else
                await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!);
        }
    }

    private async Task StartAsync(HttpContext context, EventStream stream, RequestParameters parameters, Predicate<Language.OperationType> allows)
    {
        if (FindOperationId(parameters.Extensions.Span) is not { Length: > 0 } id)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, "The extension 'operationId' is missing.");
            return;
        }

        switch (stream.Operations.TryAdd(id, out var operation))
        {
            case LiveOperations.Admission.IdInUse:
                await ErrorResponse.WriteAsync(context, StatusCodes.Status409Conflict, "An operation with this id runs already.");
                return;
            case LiveOperations.Admission.TooMany:
                await ErrorResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, "The stream runs too many operations.");
                return;
            case LiveOperations.Admission.Closed:
                await NotFoundAsync(context);
                return;
        }

        // The operation outlives this request, and so do its services.
        var scope = scopes.CreateAsyncScope();
        OperationResult result;
        try
        {
            parameters = parameters with { IncrementalFormat = IncrementalFormat.Current };
            result = await pipeline.ExecuteAsync(context, parameters, allows, scope.ServiceProvider, operation.Cancelled);
        }
        catch (Exception exception)
        {
            await scope.DisposeAsync();
            stream.Operations.TryEnd(operation);
            if (exception is OperationCanceledException && operation.Cancelled.IsCancellationRequested)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            if (exception is not GraphQLException refusal) throw;
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, refusal.Errors);
            return;
        }

        if (result is SingleResult { Error: not RequestErrorKind.None } refused)
        {
            await using (scope)
            await using (refused)
            {
                stream.Operations.TryEnd(operation);
                await SingleResponse.WriteAsync(context, refused, ResponseFormat.GraphQLResponse);
                return;
            }
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        var delivery = new ResponseDelivery(stream.Queue, SharedFormat.Instance, pipeline.Executor, stream.Operations, operation);
        _ = delivery.RunAsync(result, scope, operation.Cancelled);
    }

    private static Task NotFoundAsync(HttpContext context) =>
        ErrorResponse.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such event stream.");

    private static string? FindOperationId(ReadOnlySpan<byte> extensions)
    {
        if (extensions.IsEmpty) return null;
        var reader = new Utf8JsonReader(extensions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("operationId"u8);
            reader.Read();
            if (isId) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}
