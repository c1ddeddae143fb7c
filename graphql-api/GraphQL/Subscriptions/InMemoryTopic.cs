namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>The subscribers of one topic. Events reach all of them in one order, since they are handed out under one lock.</summary>
/// <param name="forget">Called when the last subscriber has left.</param>
internal sealed class InMemoryTopic(string name, Action<InMemoryTopic> forget)
{
    private readonly Lock _gate = new();
    private readonly List<TopicSubscriber> _subscribers = [];
    private bool _closed;

    public string Name { get; } = name;

    public int SubscriberCount
    {
        get
        {
            lock (_gate) return _subscribers.Count;
        }
    }

    /// <summary>Adds a subscriber; null when the topic is over.</summary>
    public SourceStream<TMessage>? TrySubscribe<TMessage>(int capacity)
    {
        lock (_gate)
        {
            if (_closed) return null;
            var stream = new SourceStream<TMessage>(this, capacity) { Index = _subscribers.Count };
            _subscribers.Add(stream);
            return stream;
        }
    }

    public void Send(object message)
    {
        // Handing out only queues: readers go on afterwards, on other threads.
        Wakeups? wakeups = null;
        lock (_gate)
        {
            foreach (var subscriber in _subscribers)
            {
                if (subscriber.Receive(message)) (wakeups ??= new Wakeups(_subscribers.Count)).Add(subscriber);
            }
        }

        wakeups?.Start();
    }

    public void Complete()
    {
        Wakeups? wakeups = null;
        lock (_gate)
        {
            _closed = true;
            foreach (var subscriber in _subscribers)
            {
                subscriber.Index = -1;
                if (subscriber.Complete()) (wakeups ??= new Wakeups(_subscribers.Count)).Add(subscriber);
            }

            _subscribers.Clear();
        }

        wakeups?.Start();
    }

    public void Unsubscribe(TopicSubscriber subscriber)
    {
        lock (_gate)
        {
            if (subscriber.Index < 0) return;
            var last = _subscribers[^1];
            _subscribers[subscriber.Index] = last;
            last.Index = subscriber.Index;
            _subscribers.RemoveAt(_subscribers.Count - 1);
            subscriber.Index = -1;
            if (_subscribers.Count > 0) return;
            _closed = true;
        }

        forget(this);
    }
}
