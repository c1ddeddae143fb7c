namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>Sends events to the subscribers of a topic.</summary>
public interface ITopicEventSender
{
    ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default);

    /// <summary>Ends the streams of a topic.</summary>
    ValueTask CompleteAsync(string topicName);
}
