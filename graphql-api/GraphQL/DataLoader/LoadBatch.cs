using System.Buffers;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Keys that are fetched by one call, and who waits for their values. Guarded by the DataLoader's lock until it is done.</summary>
/// <param name="first">The entry of the first key; those of the others follow it.</param>
internal sealed class LoadBatch<TKey, TValue>(DataLoaderBase<TKey, TValue> loader, int first)
    where TKey : notnull
{
    private IBatchWaiter? _waiter;
    private List<IBatchWaiter>? _moreWaiters;
    private Promise<TValue>[]? _promises;

    public int First { get; } = first;
    public int Count { get; set; }

    /// <summary>Set where another entry follows the last one of its own.</summary>
    public bool IsClosed { get; set; }
    public bool IsFull => IsClosed || Count == loader.MaxBatchSize;

    /// <summary>Empty until it is fetched.</summary>
    public TKey[] Keys { get; set; } = [];
    public bool IsStarted => IsDone || Keys.Length > 0;
    public LoadBatch<TKey, TValue>? Next { get; set; }

    /// <summary>What the fetch gave.</summary>
    public Task Fetched { get; set; } = Task.CompletedTask;

    /// <summary>Whether that is the value of its one key, which somebody else has.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Why there are no values.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Why single keys have no value, in the order of the keys; null where all have one.</summary>
    public Exception?[]? Faults { get; set; }

    /// <summary>Whether the entries have their values.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether somebody was given a task for one of the keys.</summary>
    public bool HasPromises { get; set; }

    public void Complete() => loader.Complete(this);

    /// <summary>What an entry stays with whose key has failed alone.</summary>
    public LoadBatch<TKey, TValue> Fail(int entry, Exception fault) => new(loader, entry) { IsDone = true, Fault = fault };

    public void Add(IBatchWaiter waiter)
    {
        // One that asks for many keys of a batch does so without a break.
        if (ReferenceEquals(waiter, _moreWaiters is null ? _waiter : _moreWaiters[^1])) return;
        waiter.PendingBatches++;
        if (_waiter is null)
        {
            _waiter = waiter;
            return;
        }

        // The first place stands for the first waiter.
        (_moreWaiters ??= [_waiter]).Add(waiter);
    }

    /// <summary>Ends the waiting: the values of its entries have just been set.</summary>
    public void Finish(ReadOnlySpan<LoadEntry<TKey, TValue>> entries)
    {
        IsDone = true;
        if (_waiter is not null && --_waiter.PendingBatches > 0) _waiter = null;
        for (var i = 1; i < _moreWaiters?.Count; i++)
        {
            if (--_moreWaiters[i].PendingBatches > 0) _moreWaiters.RemoveAt(i--);
        }

        if (!HasPromises) return;
        _promises = ArrayPool<Promise<TValue>>.Shared.Rent(Count);
        for (var i = 0; i < entries.Length; i++) _promises[i] = entries[i].Promise;
    }

    /// <summary>Tells those who waited; not under the lock, since they go on at once.</summary>
    public void HandOut(TValue?[] values)
    {
        if (_promises is not null)
        {
            // From the last to the first: whoever awaits several in order then wakes up only once, when all are there.
            for (var i = Count - 1; i >= 0; i--) _promises[i].Complete(values[i], Fault ?? Faults?[i]);
            ArrayPool<Promise<TValue>>.Shared.Return(_promises, clearArray: true);
        }

        _waiter?.OnLoaded();
        for (var i = 1; i < _moreWaiters?.Count; i++) _moreWaiters[i].OnLoaded();
    }
}
