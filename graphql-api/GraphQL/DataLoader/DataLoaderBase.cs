using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// What the kinds of DataLoader share: the cache of a request, the collecting of keys and the handing out of values. A generated
/// DataLoader derives from <see cref="BatchDataLoader{TKey, TValue}"/>, <see cref="GroupedDataLoader{TKey, TValue}"/> or
/// <see cref="CacheDataLoader{TKey, TValue}"/>. It may be used from several threads at once.
/// </summary>
public abstract class DataLoaderBase<TKey, TValue>(IBatchScheduler scheduler) : IDataLoader<TKey, TValue>, IDispatchable
    where TKey : notnull
{
    /// <summary>The most keys that one fetch is asked for; more are fetched by several.</summary>
    private const int MaxBatchSize = 1_000;

    /// <summary>The most keys that room is made for beforehand: many objects often refer to few.</summary>
    private const int MaxExpectedKeys = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue?>> _cache = [];
    private Batch? _collecting;

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        bool isNew;
        Task<TValue?> task;
        lock (_gate) task = GetOrCollect(key, scheduler.ExpectedKeys, out isNew);
        if (isNew) scheduler.Schedule(this);
        return task;
    }

    public Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default)
    {
        var tasks = new Task<TValue?>[keys.Count];
        var isNew = false;
        lock (_gate)
        {
            var next = 0;
            foreach (var key in keys)
            {
                tasks[next++] = GetOrCollect(key, tasks.Length, out var first);
                isNew |= first;
            }
        }

        if (isNew) scheduler.Schedule(this);
        return Gather(tasks);
    }

    /// <summary>Fetches a batch.</summary>
    void IDispatchable.Dispatch()
    {
        Batch? batch;
        lock (_gate)
        {
            batch = _collecting;
            _collecting = null;
        }

        while (batch is not null)
        {
            _ = RunAsync(batch);
            batch = batch.Next;
        }
    }

    /// <summary>Fetches the values of distinct keys, in their order; the default for a key without one.</summary>
    private protected abstract ValueTask<TValue?[]> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private static async Task<IReadOnlyList<TValue?>> Gather(Task<TValue?>[] tasks)
    {
        var values = new TValue?[tasks.Length];
        for (var i = 0; i < tasks.Length; i++) values[i] = await tasks[i].ConfigureAwait(false);
        return values;
    }

    private Task<TValue?> GetOrCollect(TKey key, int expected, out bool isFirstOfBatch)
    {
        isFirstOfBatch = false;
        if (_cache.TryGetValue(key, out var known)) return known;
        if (_collecting is null || _collecting.Keys.Count == MaxBatchSize)
        {
            isFirstOfBatch = _collecting is null;
            expected = Math.Min(expected, MaxExpectedKeys);
            _cache.EnsureCapacity(_cache.Count + expected);
            _collecting = new Batch(expected) { Next = _collecting };
        }

        // The builder of async methods makes a task without the object that a TaskCompletionSource would add to each key.
        var promise = AsyncTaskMethodBuilder<TValue?>.Create();
        var task = promise.Task;
        _collecting.Keys.Add(key);
        _collecting.Promises.Add(promise);
        _cache.Add(key, task);
        return task;
    }

    private async Task RunAsync(Batch batch)
    {
        TValue?[]? values = null;
        Exception? fault = null;
        try
        {
            values = await FetchAsync(batch.Keys, scheduler.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            fault = e;
        }

        scheduler.BeginCompletion();
        try
        {
            // From the last to the first: whoever awaits several in order then wakes up only once, when all are there.
            for (var i = batch.Keys.Count - 1; i >= 0; i--)
            {
                var promise = batch.Promises[i];
                if (fault is null) promise.SetResult(values![i]);
                else promise.SetException(fault);
            }
        }
        finally
        {
            scheduler.EndCompletion();
        }
    }

    private sealed class Batch(int expected)
    {
        public List<TKey> Keys { get; } = new(expected);
        public List<AsyncTaskMethodBuilder<TValue?>> Promises { get; } = new(expected);
        public Batch? Next { get; init; }
    }
}
