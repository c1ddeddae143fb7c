using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>What the outboxes of an app work with.</summary>
internal sealed record OutboxContext(SidecarOptions Sidecar, IReadOnlyDictionary<string, NamedPubSub> PubSubs, TimeProvider Time, ILogger Logger)
{
    public string AppId => Sidecar.AppId;

    /// <summary>Sends an event to a topic that the app may publish to.</summary>
    /// <exception cref="PubSubException">There is no such component, the topic is not for this app, or the broker refuses the event.</exception>
    public Task SendAsync(byte[] envelope, string pubSubName, string topic, CancellationToken cancellationToken)
    {
        if (!PubSubs.TryGetValue(pubSubName, out var pubSub))
            throw new PubSubException($"pubsub {pubSubName} is not found");
        if (!pubSub.Scopes.MayPublish(topic))
            throw new PubSubException($"topic {topic} is not allowed for app id {AppId}");

        return pubSub.PublishAsync(topic, new PubSubMessage(envelope) { ContentType = CloudEvents.ContentType }, cancellationToken);
    }
}
