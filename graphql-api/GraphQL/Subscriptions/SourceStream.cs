using System.Threading.Tasks.Sources;

namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>
/// The events of a topic for one subscriber, buffered until they are read. It is its own enumerator, and what that waits on: ten thousand
/// subscribers that wait hold one object each. It can be enumerated once, and is left with that.
/// </summary>
internal sealed class SourceStream<TMessage>(InMemoryTopic topic, int capacity)
    : TopicSubscriber, ISourceStream<TMessage>, IAsyncEnumerable<TMessage>, IAsyncEnumerator<TMessage>, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _arrival;
    private CancellationTokenRegistration _cancellation;
    private TMessage? _current;
    private Queue<TMessage>? _buffer;
    private Exception? _fault;
    private bool _isWaiting;
    private bool _hasArrived;
    private bool _isComplete;

    public TMessage Current => _current!;

    public override bool Receive(object message)
    {
        lock (this)
        {
            if (_isComplete) return false;
            if (message is not TMessage typed)
            {
                return End(new InvalidOperationException(
                    $"An event of topic '{topic.Name}' is a {message.GetType().Name}; the subscriber expects {typeof(TMessage).Name}."));
            }

            if (_isWaiting)
            {
                _isWaiting = false;
                _hasArrived = true;
                _current = typed;
                return true;
            }

            // One that is too far behind is told so after what it has not read yet.
            if (_buffer?.Count == capacity) return End(new InvalidOperationException($"The subscriber of topic '{topic.Name}' is more than {capacity} events behind."));
            (_buffer ??= new Queue<TMessage>()).Enqueue(typed);
            return false;
        }
    }

    public override bool Complete()
    {
        lock (this) return End(null);
    }

    public override void Wake()
    {
        // An event that has arrived is handed over, even when the end has come since.
        if (!_hasArrived && _fault is { } fault) _arrival.SetException(fault);
        else _arrival.SetResult(_hasArrived);
    }

    public IAsyncEnumerable<TMessage> ReadEventsAsync() => this;

    public IAsyncEnumerator<TMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancellation = cancellationToken.UnsafeRegister(static (self, token) => ((SourceStream<TMessage>)self!).Cancel(token), this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        lock (this)
        {
            if (_buffer is not null && _buffer.TryDequeue(out _current)) return new(true);
            _current = default;
            _hasArrived = false;
            if (_fault is { } fault) return ValueTask.FromException<bool>(fault);
            if (_isComplete) return new(false);
            _arrival.Reset();
            _isWaiting = true;
            return new(this, _arrival.Version);
        }
    }

    public ValueTask DisposeAsync()
    {
        topic.Unsubscribe(this);
        _cancellation.Unregister();
        lock (this)
        {
            _isComplete = true;
            _buffer = null;
        }

        return default;
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        bool wasWaiting;
        lock (this)
        {
            _buffer = null;
            wasWaiting = End(new OperationCanceledException(token));
        }

        if (wasWaiting) Wake();
    }

    /// <returns>Whether the reader has to be told.</returns>
    private bool End(Exception? fault)
    {
        var wasWaiting = _isWaiting;
        _isWaiting = false;
        _isComplete = true;
        _fault ??= fault;
        return wasWaiting;
    }
}
