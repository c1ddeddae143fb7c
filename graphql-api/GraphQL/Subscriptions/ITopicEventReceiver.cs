namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>Opens streams of the events that are sent to a topic.</summary>
public interface ITopicEventReceiver
{
    /// <summary>Subscribes to a topic; no event that is sent after the task completes is missed.</summary>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default);
}
