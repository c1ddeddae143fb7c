using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Publishing.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/; dapr/dapr, <c>pkg/api/http/http.go</c>.</remarks>
internal sealed class PublishEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>publish/</c>: component and topic, which may hold slashes.</param>
    public async Task InvokeAsync(HttpContext context, string tail)
    {
        var (pubSub, topic) = PublishTarget.Find(state, tail);
        var metadata = RequestMetadata.Read(context.Request);
        var message = await ReadAsync(context, pubSub, topic, metadata).ConfigureAwait(false);
        PublishTarget.EnsureAllowed(state, pubSub, topic);
        try
        {
            await pubSub.PublishAsync(topic, message, context.RequestAborted).ConfigureAwait(false);
            state.Metrics.PubSubEgress(pubSub.Name, topic, success: true);
        }
        catch (PubSubException error)
        {
            state.Metrics.PubSubEgress(pubSub.Name, topic, success: false);
            throw new ApiException(
                StatusCodes.Status500InternalServerError,
                "ERR_PUBSUB_PUBLISH_MESSAGE",
                $"error when publishing to topic {topic} in pubsub {pubSub.Name}: {error.Message}",
                error);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<PubSubMessage> ReadAsync(HttpContext context, NamedPubSub pubSub, string topic, IReadOnlyDictionary<string, string> metadata)
    {
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        var isRaw = PublishTarget.IsRaw(metadata);
        var traceParent = TraceContext.Parent(context.Request, state.Configuration.SamplingRate);
        var traceState = Activity.Current?.TraceStateString ?? NullIfEmpty(context.Request.Headers.TraceState.ToString());
        return new OutgoingEvents(state, pubSub, topic).Create(body.Memory, context.Request.ContentType, metadata, isRaw, traceParent, traceState);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
