namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>One who gets the events of a topic; what comes is handed over under the topic's lock.</summary>
internal abstract class TopicSubscriber
{
    /// <summary>Where the subscriber stands in its topic, so that it leaves without a search; -1 once it has left.</summary>
    public int Index { get; set; }

    /// <returns>Whether the subscriber waits and is to be woken.</returns>
    public abstract bool Receive(object message);

    /// <inheritdoc cref="Receive"/>
    public abstract bool Complete();

    /// <summary>Has the subscriber go on, on this thread; not under the topic's lock, and once for each time it was to be woken.</summary>
    public abstract void Wake();
}
