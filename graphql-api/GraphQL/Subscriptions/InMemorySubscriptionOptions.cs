namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>Limits of the topics that live in this process.</summary>
public sealed record InMemorySubscriptionOptions
{
    /// <summary>
    /// How many events a subscriber may be behind. One that is further behind is ended with an error, since to leave out events in silence
    /// would be worse; senders never wait.
    /// </summary>
    public int TopicBufferCapacity { get; init; } = 4_096;
}
