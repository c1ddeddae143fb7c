using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Where a publish request goes, and whether it may.</summary>
internal static class PublishTarget
{
    /// <param name="tail">Component and topic, which may hold slashes.</param>
    /// <exception cref="ApiException">There is no such component or no topic.</exception>
    public static (NamedPubSub PubSub, string Topic) Find(SidecarState state, string tail)
    {
        var slash = tail.IndexOf('/', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(slash < 0 ? tail : tail[..slash]);
        var topic = slash < 0 ? "" : Uri.UnescapeDataString(tail[(slash + 1)..]);
        if (name.Length == 0)
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_PUBSUB_EMPTY", "pubsub name is empty");
        if (!state.Components.PubSubs.TryGetValue(name, out var pubSub))
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_PUBSUB_NOT_FOUND", $"pubsub {name} is not found");
        if (topic.Length == 0)
            throw new ApiException(StatusCodes.Status404NotFound, "ERR_TOPIC_EMPTY", $"topic is empty in pubsub {name}");

        return (pubSub, topic);
    }

    /// <exception cref="ApiException">The component's scopes keep the app from the topic.</exception>
    public static void EnsureAllowed(SidecarState state, NamedPubSub pubSub, string topic)
    {
        if (!pubSub.Scopes.MayPublish(topic))
            throw new ApiException(StatusCodes.Status403Forbidden, "ERR_PUBSUB_FORBIDDEN", $"topic {topic} is not allowed for app id {state.AppId}");
    }

    /// <exception cref="ApiException"><c>rawPayload</c> is neither true nor false.</exception>
    public static bool IsRaw(IReadOnlyDictionary<string, string> metadata)
    {
        return RawPayload.Read(metadata) ?? throw new ApiException(
            StatusCodes.Status400BadRequest,
            "ERR_PUBSUB_REQUEST_METADATA",
            $"failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is '{metadata["rawPayload"]}'");
    }
}
