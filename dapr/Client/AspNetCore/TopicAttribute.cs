namespace MusicGraph.Dapr;

/// <summary>Marks the method that handles a topic's events. <c>MapSubscribeHandler</c> tells the sidecar.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/: an answer of 200 means handled, 404 drops the event, others retry.</remarks>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class TopicAttribute(string pubsubName, string name) : Attribute, ITopicMetadata
{
    /// <summary>Subscribes, where <paramref name="enableRawPayload"/> is set to messages that are taken as bytes.</summary>
    public TopicAttribute(string pubsubName, string name, bool enableRawPayload)
        : this(pubsubName, name) => EnableRawPayload = enableRawPayload;

    /// <summary>Subscribes with a topic for the events that could not be handled.</summary>
    public TopicAttribute(string pubsubName, string name, string deadLetterTopic, bool enableRawPayload)
        : this(pubsubName, name, enableRawPayload) => DeadLetterTopic = deadLetterTopic;

    /// <inheritdoc/>
    public string PubsubName { get; } = pubsubName;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public bool? EnableRawPayload { get; }

    /// <inheritdoc/>
    public string? DeadLetterTopic { get; }
}
