using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Writes answers.</summary>
internal static class ApiResponse
{
    public static Task WriteErrorAsync(HttpResponse response, ApiException error)
        => WriteJsonAsync(response, error.Status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("errorCode"u8, error.ErrorCode);
            writer.WriteString("message"u8, error.Message);
            error.Details?.Write(writer);
            writer.WriteEndObject();
        });

    public static async Task WriteJsonAsync(HttpResponse response, int status, Action<Utf8JsonWriter> write)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
            write(writer);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    public static Task WriteTextAsync(HttpResponse response, int status, string contentType, string text)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        return response.WriteAsync(text, response.HttpContext.RequestAborted);
    }
}
