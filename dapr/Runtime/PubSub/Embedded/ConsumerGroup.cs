namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>
/// What a consumer has read of a topic. Its subscriptions take messages from it in their order; its position is what everything before is
/// done with.
/// </summary>
internal sealed class ConsumerGroup(
    string topic, string consumer, long position, bool isEphemeral, MessageReader reader, TimeProvider time)
{
    private const int ReadAhead = 128;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<StoredMessage, long> _ready = new();
    private readonly PriorityQueue<Postponed, long> _postponed = new();
    private readonly SortedSet<long> _unfinished = [];
    private long _read = position;
    private long _position = position;
    private volatile bool _mayHaveMore = true;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Topic { get; } = topic;

    public string Consumer { get; } = consumer;

    public bool IsEphemeral { get; } = isEphemeral;

    /// <summary>How many subscriptions share it; only the broker's writer changes that.</summary>
    public int Subscriptions { get; set; }

    public long Position => Volatile.Read(ref _position);

    /// <summary>Says that there are new messages. The broker's writer does, which may not wait for a reader.</summary>
    public void Signal()
    {
        _mayHaveMore = true;
        Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Waits for messages and takes some, the oldest first.</summary>
    public async Task<List<StoredMessage>> TakeAsync(PubSubBatch batch, CancellationToken cancellationToken)
    {
        var taken = new List<StoredMessage>();
        var until = DateTimeOffset.MaxValue;
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            DateTimeOffset wake;
            lock (_lock)
            {
                Take(taken, batch.MaxMessages);
                if (taken.Count == batch.MaxMessages)
                    return taken;
                if (taken.Count > 0 && until == DateTimeOffset.MaxValue)
                    until = time.GetUtcNow() + batch.MaxAwait;
                wake = NextDue() is { } due && due < until ? due : until;
            }

            try
            {
                if (taken.Count > 0 && until <= time.GetUtcNow())
                    return taken;
                await WaitAsync(news, wake, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Return(taken);
                throw;
            }
        }
    }

    /// <summary>Gives back what was not handled; it is the next to be taken.</summary>
    public void Return(IEnumerable<StoredMessage> messages)
    {
        lock (_lock)
        {
            foreach (var message in messages)
            {
                if (message.IsPostponed)
                    _postponed.Enqueue(new Postponed(message.Id, message.Attempts, 0), 0);
                else
                    _ready.Enqueue(message, message.Id);
            }
        }

        Signal();
    }

    /// <summary>Says that nobody has to handle a message any more.</summary>
    public void Finish(StoredMessage message)
    {
        lock (_lock)
            MoveOver(message.Id);
    }

    /// <summary>Has a message come again when it is due; others need not wait for it.</summary>
    public void Postpone(Postponed message)
    {
        lock (_lock)
        {
            _postponed.Enqueue(message, message.Due);
            MoveOver(message.Id);
        }

        Signal();
    }

    private void Take(List<StoredMessage> taken, int count)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (taken.Count < count && _postponed.TryPeek(out var postponed, out var due) && due <= now)
        {
            _postponed.Dequeue();
            if (reader.Read(postponed.Id) is { } message)
                taken.Add(message with { Attempts = postponed.Attempts, IsPostponed = true });
        }

        while (taken.Count < count)
        {
            if (_ready.Count == 0 && !ReadMore())
                return;

            var message = _ready.Dequeue();
            if (message.Expires <= now)
                MoveOver(message.Id);
            else
                taken.Add(message);
        }
    }

    private bool ReadMore()
    {
        if (!_mayHaveMore)
            return false;

        // Before reading: what is committed while we read is told of again.
        _mayHaveMore = false;
        var messages = reader.ReadAfter(Topic, _read, ReadAhead);
        if (messages.Count == ReadAhead)
            _mayHaveMore = true;
        foreach (var message in messages)
        {
            _ready.Enqueue(message, message.Id);
            _unfinished.Add(message.Id);
            _read = message.Id;
        }

        return messages.Count > 0;
    }

    private void MoveOver(long id)
    {
        _unfinished.Remove(id);
        Volatile.Write(ref _position, _unfinished.Count > 0 ? _unfinished.Min - 1 : _read);
    }

    private DateTimeOffset? NextDue() => _postponed.TryPeek(out _, out var due) ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    private async Task WaitAsync(Task news, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (until == DateTimeOffset.MaxValue)
        {
            await news.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return;
        try
        {
            await news.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something is due.
        }
    }
}
