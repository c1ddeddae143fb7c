using System.Buffers;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Instrumentation;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// What the kinds of DataLoader share: the cache of a request, the collecting of keys and the handing out of values. A generated
/// DataLoader derives from <see cref="BatchDataLoader{TKey, TValue}"/>, <see cref="GroupedDataLoader{TKey, TValue}"/> or
/// <see cref="CacheDataLoader{TKey, TValue}"/>. It may be used from several threads at once.
/// </summary>
public abstract class DataLoaderBase<TKey, TValue>(IBatchScheduler scheduler, DataLoaderOptions? options = null)
    : IDataLoader<TKey, TValue>, IDispatchable, IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private LoadTable<TKey, TValue>? _table;

    /// <summary>What is dispatched next, the oldest first.</summary>
    private LoadBatch<TKey, TValue>? _oldest;
    private LoadBatch<TKey, TValue>? _collecting;

    /// <summary>How many batches are being fetched or handed out.</summary>
    private int _running;

    /// <summary>The most keys that one fetch is asked for; more are fetched by several.</summary>
    internal int MaxBatchSize { get; } = options?.BatchLimit ?? scheduler.MaxBatchSize;

    private DataLoaderListeners? Listeners => (scheduler as BatchScheduler)?.Listeners;

    private LoadTable<TKey, TValue> Table => _table ?? throw new ObjectDisposedException(GetType().Name);

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        var isFirst = false;
        Task<TValue?> task;
        lock (_gate)
        {
            var entry = Find(key, ref isFirst);
            task = Table.GetTask(entry);
        }

        if (isFirst) scheduler.Schedule(this);
        return task;
    }

    public Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default)
    {
        var list = new LoadedList<TKey, TValue>(this, keys.Count);
        var isFirst = false;
        var isComplete = true;
        try
        {
            lock (_gate)
            {
                foreach (var key in keys)
                {
                    var entry = Find(key, ref isFirst);
                    list.Add(entry);
                    isComplete &= !Table.Await(entry, list);
                }
            }
        }
        finally
        {
            if (isFirst) scheduler.Schedule(this);
        }

        if (isComplete) list.OnLoaded();
        return list.Task;
    }

    public void SetCacheEntry(TKey key, Task<TValue?> value)
    {
        LoadBatch<TKey, TValue> batch;
        lock (_gate)
        {
            _table ??= LoadTable<TKey, TValue>.Rent();
            var entry = _table.GetOrAdd(key, out var isNew);
            if (!isNew) return;

            // The entries of a batch lie side by side.
            if (_collecting is not null) _collecting.IsClosed = true;
            batch = new LoadBatch<TKey, TValue>(this, entry) { Count = 1, Keys = [key], Fetched = value, IsGiven = true };
            _table[entry].Batch = batch;
            _running++;
        }

        Await(batch);
    }

    public void RemoveCacheEntry(TKey key)
    {
        lock (_gate) _table?.Remove(key);
    }

    public void ClearCache()
    {
        lock (_gate) _table?.Clear();
    }

    /// <summary>Fetches what was collected.</summary>
    void IDispatchable.Dispatch()
    {
        LoadBatch<TKey, TValue>? batch;
        lock (_gate)
        {
            batch = _oldest;
            _oldest = _collecting = null;
            for (var each = batch; each is not null; each = each.Next)
            {
                each.Keys = Table.KeysOf(each);
                _running++;
            }
        }

        for (; batch is not null; batch = batch.Next) Start(batch);
    }

    /// <summary>The request is over: what was loaded is forgotten, unless somebody still waits for more.</summary>
    public void Dispose()
    {
        LoadTable<TKey, TValue>? table;
        lock (_gate)
        {
            if (_running > 0 || _oldest is not null) return;
            table = _table;
            _table = null;
        }

        table?.Return();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to fetch the values of distinct keys.</summary>
    private protected abstract Task FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>Takes the values out of what <see cref="FetchAsync"/> gave, in the order of the keys; the default for a key without one.</summary>
    /// <returns>Why single keys have none, or null.</returns>
    private protected abstract Exception?[]? Read(Task fetched, TKey[] keys, TValue?[] values);

    /// <summary>Collects the keys that the fields of a batch ask for.</summary>
    /// <returns>Whether all values are there already.</returns>
    internal bool Collect(TKey[] keys, FieldBatch batch)
    {
        var isFirst = false;
        var isComplete = true;
        lock (_gate)
        {
            var count = batch.Count;
            for (var i = 0; i < count; i++)
            {
                ref var slot = ref batch.SlotAt(i);
                if (!ReferenceEquals(slot.Value, KeyCollector.Collected)) continue;
                slot.FirstChild = Find(keys[slot.FirstChild], ref isFirst);
                isComplete &= !Table.Await(slot.FirstChild, batch);
            }
        }

        if (isFirst) scheduler.Schedule(this);
        return isComplete;
    }

    /// <summary>Gives the fields of a batch the values that were collected for them.</summary>
    internal void Fill(FieldBatch batch)
    {
        lock (_gate)
        {
            var count = batch.Count;
            for (var i = 0; i < count; i++)
            {
                ref var slot = ref batch.SlotAt(i);
                if (!ReferenceEquals(slot.Value, KeyCollector.Collected)) continue;
                var table = Table;
                slot.Value = table.FaultOf(slot.FirstChild) is { } fault ? new FieldFailure(fault) : table[slot.FirstChild].Value;
            }
        }
    }

    /// <summary>Gives a list the values that were collected for it.</summary>
    /// <returns>The fault of the first one without a value.</returns>
    internal Exception? Fill(ReadOnlySpan<int> entries, TValue?[] values)
    {
        lock (_gate)
        {
            for (var i = 0; i < entries.Length; i++)
            {
                var table = Table;
                if (table.FaultOf(entries[i]) is { } fault) return fault;
                values[i] = table[entries[i]].Value;
            }
        }

        return null;
    }

    /// <summary>Hands out the values of a batch, or its fault.</summary>
    internal void Complete(LoadBatch<TKey, TValue> batch)
    {
        scheduler.BeginCompletion();
        var values = ArrayPool<TValue?>.Shared.Rent(batch.Count);
        try
        {
            var fault = TryRead(batch, values);
            lock (_gate)
            {
                batch.Fault = fault;
                batch.Finish(Table.Complete(batch, values));
            }

            batch.HandOut(values);
        }
        finally
        {
            ArrayPool<TValue?>.Shared.Return(values, clearArray: true);
            lock (_gate) _running--;
            scheduler.EndCompletion();
        }
    }

    /// <returns>Why there are no values.</returns>
    private Exception? TryRead(LoadBatch<TKey, TValue> batch, TValue?[] values)
    {
        if (!batch.Fetched.IsCompletedSuccessfully) return batch.Fetched.Exception?.InnerExceptions[0] ?? new OperationCanceledException();
        try
        {
            if (batch.IsGiven) values[0] = ((Task<TValue?>)batch.Fetched).Result;
            else batch.Faults = Read(batch.Fetched, batch.Keys, values);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>The entry of a key; a new one joins the batch that is being collected.</summary>
    /// <param name="isFirst">Set where the loader has to be scheduled now.</param>
    private int Find(TKey key, ref bool isFirst)
    {
        var table = _table ??= LoadTable<TKey, TValue>.Rent();
        var entry = table.GetOrAdd(key, out var isNew);
        if (!isNew)
        {
            Listeners?.OnCached(this);
            return entry;
        }

        if (_collecting is null || _collecting.IsFull)
        {
            var batch = new LoadBatch<TKey, TValue>(this, entry);
            isFirst |= _collecting is null;
            if (_collecting is null) _oldest = batch;
            else _collecting.Next = batch;
            _collecting = batch;
        }

        _collecting.Count++;
        table[entry].Batch = _collecting;
        return entry;
    }

    private void Start(LoadBatch<TKey, TValue> batch)
    {
        try
        {
            batch.Fetched = Listeners is { } listeners
                ? listeners.Fetch(this, batch.Keys, scheduler.RequestAborted, FetchAsync)
                : FetchAsync(batch.Keys, scheduler.RequestAborted);
        }
        catch (Exception e)
        {
            batch.Fetched = Task.FromException(e);
        }

        Await(batch);
    }

    private static void Await(LoadBatch<TKey, TValue> batch)
    {
        if (batch.Fetched.IsCompleted) batch.Complete();
        else batch.Fetched.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(batch.Complete);
    }
}
