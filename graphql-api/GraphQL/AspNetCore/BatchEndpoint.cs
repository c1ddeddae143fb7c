using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Executes the requests of a batch side by side, each with services of its own, and answers a JSON list in their order.</summary>
internal sealed class BatchEndpoint(RequestPipeline pipeline, GraphQLServerOptions options)
{
    /// <param name="json">A list; must stay as it is while this runs.</param>
    /// <param name="files">Those of a multipart request.</param>
    public async Task ExecuteAsync(HttpContext context, ReadOnlyMemory<byte> json, IReadOnlyList<IFile>? files, ResponseFormat format)
    {
        if (format == ResponseFormat.EventStream)
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status406NotAcceptable, "A batch cannot be answered by an event stream.");
            return;
        }

        if (!RequestBatch.TryParse(json, options.MaxBatchSize, out var requests, out var error))
        {
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, error!, format);
            return;
        }

        using var writer = new ResultWriter();
        try
        {
            var responses = requests.Select(request => ExecuteAsync(context, request with { Files = files })).ToArray();
            await Task.WhenAll(responses);
            for (var i = 0; i < responses.Length; i++)
            {
                writer.WriteRaw(i == 0 ? "["u8 : ","u8);
                writer.WriteRaw(await responses[i]);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone and cannot be told anything.
            context.Abort();
            return;
        }

        writer.WriteRaw("]"u8);
        context.Response.ContentType = ContentTypes.Of(format);
        context.Response.ContentLength = writer.Written.Length;
        await context.Response.BodyWriter.WriteAsync(writer.Written, context.RequestAborted);
    }

    private async Task<byte[]> ExecuteAsync(HttpContext context, RequestParameters request)
    {
        var aborted = context.RequestAborted;
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        try
        {
            await using var result = await pipeline.ExecuteAsync(context, request, RequestPipeline.NoSubscriptions, scope.ServiceProvider, aborted);
            return result is SingleResult single ? single.Json.ToArray() : Errors([new GraphQLError("A request of a batch cannot be answered by a stream.")]);
        }
        catch (GraphQLException refusal)
        {
            return Errors(refusal.Errors);
        }
        catch (Exception exception) when (!aborted.IsCancellationRequested)
        {
            return Errors(pipeline.Executor.Mask(exception));
        }
    }

    private static byte[] Errors(IReadOnlyList<GraphQLError> errors)
    {
        using var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        writer.WriteErrors(errors);
        writer.WriteRaw("}"u8);
        return writer.Written.ToArray();
    }
}
