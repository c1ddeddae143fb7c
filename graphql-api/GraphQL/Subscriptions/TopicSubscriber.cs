namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>One who gets the events of a topic; called under the topic's lock.</summary>
internal abstract class TopicSubscriber
{
    /// <summary>Where the subscriber stands in its topic, so that it leaves without a search; -1 once it has left.</summary>
    public int Index { get; set; }

    public abstract void Receive(object message);

    public abstract void Complete();
}
