using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MusicGraph.Dapr.AspNetCore;

/// <summary>Gives a handler the data of a CloudEvent as its request's body.</summary>
/// <remarks>CloudEvents JSON format: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.</remarks>
internal sealed class CloudEventsMiddleware(RequestDelegate next, CloudEventsMiddlewareOptions options)
{
    private const string MediaType = "application/cloudevents+json";
    private const string HeaderPrefix = "Cloudevent.";

    // They are the body, or the sidecar tells them anyway.
    private static readonly string[] s_neverHeaders = ["datacontenttype", "data", "data_base64", "pubsubname", "traceparent"];

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

            if (options.ForwardCloudEventPropertiesAsHeaders)
                AddHeaders(context.Request.Headers, document.RootElement);

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

    /// <summary>False where the event has both kinds of data, or <c>data_base64</c> that is no base64.</summary>
    private bool TryUnwrap(JsonElement cloudEvent, [NotNullWhen(true)] out byte[]? data, out string? contentType)
    {
        data = null;
        contentType = DataType(cloudEvent);
        if (TryFind(cloudEvent, "data_base64", out var binary))
            return !TryFind(cloudEvent, "data", out _) && binary.ValueKind == JsonValueKind.String && binary.TryGetBytesFromBase64(out data);

        if (!TryFind(cloudEvent, "data", out var value))
        {
            data = [];
            contentType = null;
            return true;
        }

        // A text that is no JSON travels as a JSON string.
        data = value.ValueKind == JsonValueKind.String && !IsJson(contentType) && !options.SuppressJsonDecodingOfTextPayloads
            ? Encoding.UTF8.GetBytes(value.GetString()!)
            : JsonMarshal.GetRawUtf8Value(value).ToArray();
        return true;
    }

    private void AddHeaders(IHeaderDictionary headers, JsonElement cloudEvent)
    {
        foreach (var attribute in cloudEvent.EnumerateObject())
        {
            if (!s_neverHeaders.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase) && IsForwarded(attribute.Name))
                headers.TryAdd(HeaderPrefix + attribute.Name.ToLowerInvariant(), attribute.Value.GetRawText().Trim('"'));
        }
    }

    private bool IsForwarded(string attribute) => options.IncludedCloudEventPropertiesAsHeaders is { } included
        ? included.Contains(attribute, StringComparer.OrdinalIgnoreCase)
        : options.ExcludedCloudEventPropertiesFromHeaders?.Contains(attribute, StringComparer.OrdinalIgnoreCase) != true;

    /// <summary>The type of the data without its character set, because what is passed on is UTF-8; JSON where the event says nothing.</summary>
    private static string DataType(JsonElement cloudEvent)
    {
        if (!TryFind(cloudEvent, "datacontenttype", out var value)
            || value.ValueKind != JsonValueKind.String
            || !MediaTypeHeaderValue.TryParse(value.GetString(), out var type))
        {
            return "application/json";
        }

        if (!type.Charset.HasValue)
            return value.GetString()!;
        type.Charset = default;
        return type.ToString();
    }

    private static bool IsJson(string contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds an attribute whatever its letters' case, as the package does.</summary>
    private static bool TryFind(JsonElement cloudEvent, string name, out JsonElement value)
    {
        foreach (var attribute in cloudEvent.EnumerateObject())
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = attribute.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
