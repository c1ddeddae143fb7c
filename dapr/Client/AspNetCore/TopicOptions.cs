namespace MusicGraph.Dapr.AspNetCore;

/// <summary>How an endpoint subscribes to a topic.</summary>
public sealed class TopicOptions : ITopicMetadata
{
    /// <inheritdoc/>
    public required string PubsubName { get; set; }

    /// <inheritdoc/>
    public required string Name { get; set; }

    /// <inheritdoc/>
    public bool? EnableRawPayload { get; set; }

    /// <inheritdoc/>
    public string? DeadLetterTopic { get; set; }
}
