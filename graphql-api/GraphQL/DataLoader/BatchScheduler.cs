using MusicGraph.GraphQL.Instrumentation;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// The scheduler of one request. While an execution is attached, batches wait until it asks for them; without one (a DataLoader used
/// outside of GraphQL) they are dispatched at once.
/// </summary>
internal sealed class BatchScheduler(DataLoaderOptions? options = null, DataLoaderListeners? listeners = null) : IBatchScheduler
{
    private readonly Lock _gate = new();
    private List<IDispatchable>? _scheduled;
    private List<IDispatchable>? _dispatching;
    private Action? _wake;
    private int _completing;
    private bool _wakeAfterCompletion;

    public CancellationToken RequestAborted { get; private set; }

    /// <summary>Who is told what DataLoaders do; null for nobody.</summary>
    public DataLoaderListeners? Listeners { get; } = listeners;

    public int MaxBatchSize { get; } = (options ?? DataLoaderOptions.Default).BatchLimit;

    /// <param name="wake">Called when there is something new for the execution to do; from any thread.</param>
    public void Attach(Action wake, CancellationToken requestAborted)
    {
        RequestAborted = requestAborted;
        _wake = wake;
    }

    /// <summary>Lets the execution go; what is still asked for in its scope is fetched at once.</summary>
    public void Detach()
    {
        _wake = null;
        if (RequestAborted.IsCancellationRequested) return;

        // From now on the token is another request's. Keys that no field waited for must not keep later ones waiting for ever.
        RequestAborted = CancellationToken.None;
        Dispatch();
    }

    public void Schedule(IDispatchable batch)
    {
        if (_wake is null)
        {
            batch.Dispatch();
            return;
        }

        lock (_gate) (_scheduled ??= []).Add(batch);
        Wake();
    }

    public void BeginCompletion() => Interlocked.Increment(ref _completing);

    public void EndCompletion()
    {
        bool wake;
        lock (_gate)
        {
            wake = Interlocked.Decrement(ref _completing) == 0 && _wakeAfterCompletion;
            if (wake) _wakeAfterCompletion = false;
        }

        if (wake) _wake?.Invoke();
    }

    /// <summary>Wakes the execution, but not before the batches that are handing out values have done so.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _completing) > 0)
        {
            lock (_gate)
            {
                if (_completing > 0)
                {
                    _wakeAfterCompletion = true;
                    return;
                }
            }
        }

        _wake?.Invoke();
    }

    /// <summary>Starts all that is scheduled; false when nothing was.</summary>
    public bool Dispatch()
    {
        lock (_gate)
        {
            if (_scheduled is null or []) return false;
            (_scheduled, _dispatching) = (_dispatching, _scheduled);
        }

        foreach (var batch in _dispatching!) batch.Dispatch();
        _dispatching.Clear();
        return true;
    }
}
