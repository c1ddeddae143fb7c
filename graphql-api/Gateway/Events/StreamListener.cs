namespace MusicGraph.Gateway.Events;

/// <summary>
/// What came for one subscriber and was not delivered yet. Who offers never waits: a subscriber that is too far behind is ended, and comes
/// back with its cursor.
/// </summary>
internal sealed class StreamListener
{
    private const int Capacity = 4_096;

    private readonly Lock _gate = new();
    private Queue<LiveEntry>? _queue;
    private Func<LiveEntry, bool>? _wanted;
    private TaskCompletionSource? _arrival;
    private Exception? _fault;

    /// <summary>Takes an entry if it is wanted. Called in the order of each stream.</summary>
    public void Offer(LiveEntry entry)
    {
        TaskCompletionSource? arrival;
        lock (_gate)
        {
            if (_fault is not null || _wanted?.Invoke(entry) is false)
                return;
            if (_queue?.Count >= Capacity)
                _fault = new ServiceProblemException(StatusCodes.Status503ServiceUnavailable, "TOO_SLOW", $"The subscriber is more than {Capacity} events behind.");
            else
                (_queue ??= []).Enqueue(entry);
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
    }

    /// <summary>From now on takes only what is wanted; what came already is looked through.</summary>
    public void Want(Func<LiveEntry, bool> wanted)
    {
        lock (_gate)
        {
            if (_queue is not null)
                _queue = new Queue<LiveEntry>(_queue.Where(wanted));
            _wanted = wanted;
        }
    }

    /// <summary>Ends the subscriber after what it was offered before.</summary>
    public void Fail(Exception fault)
    {
        TaskCompletionSource? arrival;
        lock (_gate)
        {
            _fault ??= fault;
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.TrySetResult();
    }

    public async ValueTask<LiveEntry> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (_queue is not null && _queue.TryDequeue(out var entry))
                    return entry;
                // Most subscribers wait most of the time: they keep no buffer meanwhile.
                _queue = null;
                if (_fault is { } fault)
                    throw fault;
                arrival = (_arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }
}
