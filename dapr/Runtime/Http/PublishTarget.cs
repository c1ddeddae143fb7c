using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Where the events of a publish request go.</summary>
/// <param name="Metadata">The request's.</param>
/// <param name="IsRaw">Whether they go as they are, in no CloudEvent.</param>
internal sealed record PublishTarget(NamedPubSub PubSub, string Topic, IReadOnlyDictionary<string, string> Metadata, bool IsRaw, PublishErrors Errors)
{
    /// <param name="tail">Component and topic, which may hold slashes.</param>
    /// <exception cref="ApiException">There is no such component or no topic, or <c>rawPayload</c> is neither true nor false.</exception>
    public static PublishTarget Read(SidecarState state, HttpRequest request, string tail)
    {
        var slash = tail.IndexOf('/', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(slash < 0 ? tail : tail[..slash]);
        var topic = slash < 0 ? "" : Uri.UnescapeDataString(tail[(slash + 1)..]);
        var metadata = RequestMetadata.Read(request);
        var errors = new PublishErrors(state.AppId, name, topic);
        if (name.Length == 0)
            throw errors.NameEmpty(metadata);
        if (!state.Components.PubSubs.TryGetValue(name, out var pubSub))
            throw errors.NotFound(metadata);
        if (topic.Length == 0)
            throw errors.TopicEmpty(metadata);

        return new PublishTarget(pubSub, topic, metadata, RawPayload.Read(metadata) ?? throw errors.RawPayload(metadata), errors);
    }

    /// <exception cref="ApiException">The component's scopes keep the app from the topic.</exception>
    public void EnsureAllowed()
    {
        if (!PubSub.Scopes.MayPublish(Topic))
            throw Errors.Forbidden();
    }
}
