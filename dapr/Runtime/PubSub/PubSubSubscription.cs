namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What a subscription asks a broker for.</summary>
/// <param name="Consumer">The consumer group (<c>consumerID</c>), whose subscriptions share the topic's messages.</param>
internal sealed record PubSubSubscription(string Topic, string Consumer)
{
    /// <summary>
    /// Whether the consumer is one of a kind (<c>{uuid}</c>): it hears what is published from now on, and nothing is kept for it once it has gone.
    /// </summary>
    public bool IsEphemeral { get; init; }

    /// <summary>How many messages the handler may be given at once.</summary>
    public PubSubBatch Batch { get; init; } = PubSubBatch.One;

    /// <summary>The subscription's own metadata, such as <c>maxLen</c> of RabbitMQ.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Empty.Metadata;
}
