using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Responses to requests that never reach the executor; shaped as GraphQL's own errors are.</summary>
internal static class ErrorResponse
{
    public static Task WriteAsync(HttpContext context, int status, string message, ResponseFormat format = ResponseFormat.Json) =>
        WriteAsync(context, status, [new GraphQLError(message)], format);

    public static async Task WriteAsync(HttpContext context, int status, IReadOnlyList<GraphQLError> errors, ResponseFormat format = ResponseFormat.Json)
    {
        using var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        writer.WriteErrors(errors);
        writer.WriteRaw("}"u8);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentTypes.Of(format);
        response.ContentLength = writer.Written.Length;
        await response.BodyWriter.WriteAsync(writer.Written, context.RequestAborted);
    }
}
