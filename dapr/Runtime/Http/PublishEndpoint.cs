using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Publishing.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/.</remarks>
internal sealed class PublishEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>publish/</c>: component and topic, which may hold slashes.</param>
    public async Task InvokeAsync(HttpContext context, string tail)
    {
        var slash = tail.IndexOf('/', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(slash < 0 ? tail : tail[..slash]);
        var topic = slash < 0 ? "" : Uri.UnescapeDataString(tail[(slash + 1)..]);
        if (!HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsPut(context.Request.Method))
            throw new ApiException(StatusCodes.Status405MethodNotAllowed, "ERR_METHOD_NOT_ALLOWED", "publishing is a POST or a PUT");
        if (name.Length == 0)
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_PUBSUB_EMPTY", "pubsub name is empty");
        if (!state.Components.PubSubs.TryGetValue(name, out var pubSub))
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_PUBSUB_NOT_FOUND", $"pubsub {name} is not found");
        if (topic.Length == 0)
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_TOPIC_EMPTY", $"topic is empty in pubsub {name}");

        var metadata = RequestMetadata.Read(context.Request);
        var message = await ReadAsync(context, name, topic, metadata).ConfigureAwait(false);
        try
        {
            await pubSub.PublishAsync(topic, message, context.RequestAborted).ConfigureAwait(false);
            state.Metrics.PubSubEgress(name, topic, success: true);
        }
        catch (PubSubException error)
        {
            state.Metrics.PubSubEgress(name, topic, success: false);
            throw new ApiException(
                StatusCodes.Status500InternalServerError,
                "ERR_PUBSUB_PUBLISH_MESSAGE",
                $"error when publishing to topic {topic} in pubsub {name}: {error.Message}",
                error);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<PubSubMessage> ReadAsync(HttpContext context, string name, string topic, IReadOnlyDictionary<string, string> metadata)
    {
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        var now = state.Time.GetUtcNow();
        var expires = ReadExpiry(metadata, now);
        var traceParent = Activity.Current?.Id ?? NullIfEmpty(context.Request.Headers.TraceParent.ToString());
        if (IsRaw(metadata))
            return new PubSubMessage(body.Span.ToArray(), expires, traceParent);

        var traceState = Activity.Current?.TraceStateString ?? NullIfEmpty(context.Request.Headers.TraceState.ToString());
        var around = new CloudEventContext(state.AppId, name, topic, now, expires, traceParent, traceState, metadata);
        try
        {
            var contentType = context.Request.ContentType;
            var envelope = CloudEvents.IsCloudEvent(contentType)
                ? CloudEvents.Complete(around, body.Memory)
                : CloudEvents.Wrap(around, contentType, body.Span);
            return new PubSubMessage(envelope, expires, traceParent);
        }
        catch (JsonException error)
        {
            throw new ApiException(
                StatusCodes.Status500InternalServerError, "ERR_PUBSUB_CLOUD_EVENTS_SER", $"cannot create cloudevent: {error.Message}", error);
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static DateTimeOffset? ReadExpiry(IReadOnlyDictionary<string, string> metadata, DateTimeOffset now)
        => metadata.TryGetValue("ttlInSeconds", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < int.MaxValue
                ? now.AddSeconds(seconds)
                : null;

    private static bool IsRaw(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("rawPayload", out var text))
            return false;

        return text is "1" || (bool.TryParse(text, out var raw)
            ? raw
            : throw new ApiException(StatusCodes.Status400BadRequest, "ERR_PUBSUB_REQUEST_METADATA", $"failed deserializing metadata. Error: rawPayload is '{text}'"));
    }
}
