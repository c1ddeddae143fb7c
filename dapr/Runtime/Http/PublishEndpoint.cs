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
        var target = PublishTarget.Read(state, context.Request, tail);
        var message = await ReadAsync(context, target).ConfigureAwait(false);
        target.EnsureAllowed();
        try
        {
            await target.PubSub.PublishAsync(target.Topic, message, context.RequestAborted).ConfigureAwait(false);
            state.Metrics.PubSubEgress(target.PubSub.Name, target.Topic, success: true);
        }
        catch (PubSubException error)
        {
            state.Metrics.PubSubEgress(target.PubSub.Name, target.Topic, success: false);
            throw target.Errors.Failed(error);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<PubSubMessage> ReadAsync(HttpContext context, PublishTarget target)
    {
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        var traceParent = TraceContext.Parent(context.Request, state.Configuration.SamplingRate);
        var traceState = Activity.Current?.TraceStateString ?? NullIfEmpty(context.Request.Headers.TraceState.ToString());
        return new OutgoingEvents(state, target).Create(body.Memory, context.Request.ContentType, target.Metadata, traceParent, traceState);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
