using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Responses to requests that never reach the executor; shaped as GraphQL's own errors are.</summary>
internal static class ErrorResponse
{
    /// <param name="code">What <c>extensions.code</c> says, or null.</param>
    public static async Task WriteAsync(HttpContext context, int status, string message, ResponseFormat format = ResponseFormat.Json, string? code = null)
    {
        using var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        WriteErrors(writer, message, code);
        writer.WriteRaw("}"u8);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentTypes.Of(format);
        response.ContentLength = writer.Written.Length;
        await response.BodyWriter.WriteAsync(writer.Written, context.RequestAborted);
    }

    /// <summary>Writes what an interceptor has refused the operation with.</summary>
    public static Task WriteAsync(HttpContext context, GraphQLException refusal, ResponseFormat format) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, refusal.Message, format, refusal.Errors.Count > 0 ? refusal.Errors[0].Code : null);

    /// <summary>Writes a list of one error.</summary>
    public static void WriteErrors(ResultWriter writer, string message, string? code = null)
    {
        writer.WriteRaw("[{\"message\":"u8);
        writer.Write(message);
        if (code is not null)
        {
            writer.WriteRaw(",\"extensions\":{\"code\":"u8);
            writer.Write(code);
            writer.WriteRaw("}"u8);
        }

        writer.WriteRaw("}]"u8);
    }
}
