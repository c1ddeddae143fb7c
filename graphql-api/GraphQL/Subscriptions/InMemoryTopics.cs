using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>Topics within this process. A topic exists while it has subscribers; an event that nobody waits for is forgotten.</summary>
internal sealed class InMemoryTopics(InMemorySubscriptionOptions options) : ITopicEventSender, ITopicEventReceiver
{
    private readonly ConcurrentDictionary<string, InMemoryTopic> _topics = new(StringComparer.Ordinal);

    /// <summary>The topics that have subscribers.</summary>
    public int TopicCount => _topics.Count;

    public int SubscriberCount(string topicName) => _topics.TryGetValue(topicName, out var topic) ? topic.SubscriberCount : 0;

    public ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_topics.TryGetValue(topicName, out var topic)) topic.Send(message);
        return default;
    }

    public ValueTask CompleteAsync(string topicName)
    {
        if (_topics.TryRemove(topicName, out var topic)) topic.Complete();
        return default;
    }

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            // A topic that was left by its last subscriber, or completed, takes no more; the next look finds or makes another.
            var topic = _topics.GetOrAdd(topicName, static (name, topics) => new InMemoryTopic(name, topics.Forget), this);
            if (topic.TrySubscribe<TMessage>(options.TopicBufferCapacity) is { } stream) return new(stream);
            Forget(topic);
        }
    }

    private void Forget(InMemoryTopic topic) => _topics.TryRemove(KeyValuePair.Create(topic.Name, topic));
}
