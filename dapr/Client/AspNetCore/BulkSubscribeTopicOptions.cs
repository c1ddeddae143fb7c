namespace MusicGraph.Dapr.AspNetCore;

/// <summary>How a topic's events come many at a time.</summary>
public sealed class BulkSubscribeTopicOptions
{
    /// <summary>How many events come at a time at most: 100.</summary>
    public int MaxMessagesCount { get; set; } = 100;

    /// <summary>Milliseconds that an event waits for others at most: 1,000.</summary>
    public int MaxAwaitDurationMs { get; set; } = 1000;

    /// <summary>The topic.</summary>
    public string TopicName { get; set; } = "";
}
