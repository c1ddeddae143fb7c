namespace MusicGraph.Dapr.AspNetCore;

/// <summary>Has a topic's events come many at a time. It goes beside a <see cref="TopicAttribute"/> of the same topic.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/.</remarks>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class BulkSubscribeAttribute(string topicName) : Attribute
{
    /// <summary>At most so many events at a time.</summary>
    public BulkSubscribeAttribute(string topicName, int maxMessagesCount)
        : this(topicName) => MaxMessagesCount = maxMessagesCount;

    /// <summary>At most so many events at a time, and none waits for others longer than so many milliseconds.</summary>
    public BulkSubscribeAttribute(string topicName, int maxMessagesCount, int maxAwaitDurationMs)
        : this(topicName, maxMessagesCount) => MaxAwaitDurationMs = maxAwaitDurationMs;

    /// <summary>The topic.</summary>
    public string TopicName { get; } = topicName;

    /// <summary>How many events come at a time at most: 100.</summary>
    public int MaxMessagesCount { get; } = 100;

    /// <summary>Milliseconds that an event waits for others at most: 1,000.</summary>
    public int MaxAwaitDurationMs { get; } = 1000;
}
