using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>The outbox of a state store, as its component file asks for it.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/#metadata-fields.</remarks>
/// <param name="InternalPubSub">What carries the events until their transaction is known to be there.</param>
/// <param name="DiscardWhenMissingState">Whether an event whose transaction is not there is given up; otherwise it comes again.</param>
internal sealed record OutboxSettings(string PublishPubSub, string PublishTopic, string InternalPubSub, bool DiscardWhenMissingState)
{
    /// <summary>Null where there is none.</summary>
    /// <exception cref="DaprConfigurationException">One of the two fields that an outbox needs is missing, or one is wrong.</exception>
    public static OutboxSettings? Read(ComponentDefinition definition)
    {
        var metadata = new ComponentMetadata(definition);
        var pubSub = metadata.Optional("outboxPublishPubsub");
        var topic = metadata.Optional("outboxPublishTopic");
        if (string.IsNullOrEmpty(pubSub) && string.IsNullOrEmpty(topic))
            return null;

        var publishPubSub = metadata.Required("outboxPublishPubsub");
        return new OutboxSettings(
            publishPubSub,
            metadata.Required("outboxPublishTopic"),
            metadata.Optional("outboxPubsub") is { Length: > 0 } internalPubSub ? internalPubSub : publishPubSub,
            metadata.Flag("outboxDiscardWhenMissingState"));
    }

    /// <summary>The internal topic of an app, as daprd names it (<c>pkg/runtime/pubsub/outbox.go</c>).</summary>
    public string InternalTopic(SidecarOptions sidecar) => $"{sidecar.Namespace}{sidecar.AppId}{PublishTopic}outbox";
}
