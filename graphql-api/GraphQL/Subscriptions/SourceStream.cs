using System.Threading.Channels;

namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>The events of a topic for one subscriber, buffered until they are read.</summary>
internal sealed class SourceStream<TMessage>(InMemoryTopic topic, int capacity) : TopicSubscriber, ISourceStream<TMessage>
{
    private readonly Channel<TMessage> _events = Channel.CreateBounded<TMessage>(new BoundedChannelOptions(capacity)
    {
        SingleReader = true,
        SingleWriter = true,
        FullMode = BoundedChannelFullMode.Wait,
    });

    public override void Receive(object message)
    {
        if (message is not TMessage typed)
        {
            _events.Writer.TryComplete(new InvalidOperationException(
                $"An event of topic '{topic.Name}' is a {message.GetType().Name}; the subscriber expects {typeof(TMessage).Name}."));
        }
        else if (!_events.Writer.TryWrite(typed))
        {
            // Already completed, or full: in that case the subscriber is told what is the matter after what it has not read yet.
            _events.Writer.TryComplete(new InvalidOperationException(
                $"The subscriber of topic '{topic.Name}' is more than {capacity} events behind."));
        }
    }

    public override void Complete() => _events.Writer.TryComplete();

    public IAsyncEnumerable<TMessage> ReadEventsAsync() => _events.Reader.ReadAllAsync();

    public ValueTask DisposeAsync()
    {
        topic.Unsubscribe(this);
        _events.Writer.TryComplete();
        return default;
    }
}
