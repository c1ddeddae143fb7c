using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MusicGraph.Dapr.AspNetCore;

/// <summary>Gives a handler the data of a CloudEvent as its request's body.</summary>
/// <remarks>CloudEvents JSON format: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.</remarks>
internal sealed class CloudEventsMiddleware(RequestDelegate next)
{
    private const string MediaType = "application/cloudevents+json";

    public Task InvokeAsync(HttpContext context)
        => MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
                ? UnwrapAsync(context)
                : next(context);

    private async Task UnwrapAsync(HttpContext context)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object || !TryUnwrap(document.RootElement, out var data, out var contentType))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var body = context.Request.Body;
            var outerType = context.Request.ContentType;
            context.Request.Body = new MemoryStream(data, writable: false);
            context.Request.ContentType = contentType;
            context.Request.ContentLength = data.Length;
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                context.Request.Body = body;
                context.Request.ContentType = outerType;
            }
        }
    }

    /// <summary>False where the event's <c>data_base64</c> is no base64.</summary>
    private static bool TryUnwrap(JsonElement cloudEvent, out byte[] data, out string? contentType)
    {
        contentType = cloudEvent.TryGetProperty("datacontenttype", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
        if (cloudEvent.TryGetProperty("data_base64", out var binary))
        {
            contentType ??= "application/octet-stream";
            if (binary.ValueKind == JsonValueKind.String && binary.TryGetBytesFromBase64(out var bytes))
            {
                data = bytes;
                return true;
            }

            data = [];
            return false;
        }

        if (!cloudEvent.TryGetProperty("data", out var value))
        {
            data = [];
            return true;
        }

        // "If the datacontenttype is absent, the data is JSON"; a text of another type travels as a JSON string.
        contentType ??= "application/json";
        data = value.ValueKind == JsonValueKind.String && !IsJson(contentType)
            ? System.Text.Encoding.UTF8.GetBytes(value.GetString()!)
            : JsonMarshalBytes(value);
        return true;
    }

    private static bool IsJson(string contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    private static byte[] JsonMarshalBytes(JsonElement value)
        => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray();
}
