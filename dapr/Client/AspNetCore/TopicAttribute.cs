namespace MusicGraph.Dapr;

/// <summary>Marks the method that handles a topic's events. <c>MapSubscribeHandler</c> tells the sidecar.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/: an answer of 200 means handled, 404 drops the event, others retry.</remarks>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class TopicAttribute : Attribute
{
    /// <summary>Subscribes to a topic of a pub/sub component.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public TopicAttribute(string pubsubName, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(name);
        PubsubName = pubsubName;
        Name = name;
    }

    /// <summary>Subscribes, where <paramref name="enableRawPayload"/> is set to messages that are no CloudEvents.</summary>
    public TopicAttribute(string pubsubName, string name, bool enableRawPayload)
        : this(pubsubName, name) => EnableRawPayload = enableRawPayload;

    /// <summary>Subscribes to those events of a topic that an expression holds for.</summary>
    /// <param name="match">A CEL expression over the CloudEvent, such as <c>event.type == "song"</c>.</param>
    /// <param name="priority">Rules of a topic are tried from the lowest priority up.</param>
    public TopicAttribute(string pubsubName, string name, string match, int priority)
        : this(pubsubName, name)
    {
        Match = match;
        Priority = priority;
    }

    /// <summary>Subscribes to those messages of a topic that an expression holds for.</summary>
    public TopicAttribute(string pubsubName, string name, bool enableRawPayload, string match, int priority)
        : this(pubsubName, name, match, priority) => EnableRawPayload = enableRawPayload;

    /// <summary>Subscribes with a topic for the events that could not be handled.</summary>
    public TopicAttribute(string pubsubName, string name, string? deadLetterTopic, bool enableRawPayload)
        : this(pubsubName, name, enableRawPayload) => DeadLetterTopic = deadLetterTopic;

    /// <summary>The pub/sub component's name.</summary>
    public string PubsubName { get; set; }

    /// <summary>The topic.</summary>
    public string Name { get; set; }

    /// <summary>Whether messages are no CloudEvents; <c>UseCloudEvents</c> gives the handler their bytes.</summary>
    public bool? EnableRawPayload { get; set; }

    /// <summary>The CEL expression that has to hold for an event; null for the default route of the topic.</summary>
    public new string? Match { get; set; }

    /// <summary>When the rule is tried: the lowest first.</summary>
    public int Priority { get; set; }

    /// <summary>Where an event goes that could not be handled; null for nowhere.</summary>
    public string? DeadLetterTopic { get; set; }
}
