using System.Runtime.InteropServices;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>The keys that a DataLoader was asked for in one request and what came of them. Pooled: a request leaves it empty.</summary>
internal sealed class LoadTable<TKey, TValue>
    where TKey : notnull
{
    /// <summary>A larger one is not kept for the next request.</summary>
    private const int MaxPooledEntries = 1_024;

    private static readonly Pool<LoadTable<TKey, TValue>> Pool = new(64);

    private readonly Dictionary<TKey, int> _index = [];
    private LoadEntry<TKey, TValue>[] _entries = new LoadEntry<TKey, TValue>[16];

    /// <summary>How many entries there are: more than keys, once one was forgotten.</summary>
    private int _count;

    public ref LoadEntry<TKey, TValue> this[int entry] => ref _entries[entry];

    public static LoadTable<TKey, TValue> Rent() => Pool.TryTake() ?? new LoadTable<TKey, TValue>();

    public void Return()
    {
        if (_entries.Length > MaxPooledEntries) return;
        _entries.AsSpan(0, _count).Clear();
        _index.Clear();
        _count = 0;
        Pool.Add(this);
    }

    public int GetOrAdd(TKey key, out bool isNew)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, key, out var isKnown);
        isNew = !isKnown;
        if (isKnown) return entry;
        entry = _count++;
        if (entry == _entries.Length) Array.Resize(ref _entries, entry * 2);
        _entries[entry].Key = key;
        return entry;
    }

    /// <summary>Forgets a key, but not one that waits to be fetched: it gets a new value as it is.</summary>
    public void Remove(TKey key)
    {
        if (_index.TryGetValue(key, out var entry) && _entries[entry].Batch is not { IsStarted: false }) _index.Remove(key);
    }

    /// <summary>Forgets all keys but those that wait to be fetched.</summary>
    public void Clear()
    {
        foreach (var key in _index.Keys) Remove(key);
    }

    /// <summary>A task for an entry's value, the same each time.</summary>
    public Task<TValue?> GetTask(int entry)
    {
        ref var known = ref _entries[entry];
        if (known.Promise.IsMade) return known.Promise.Task;
        if (known.Batch is { IsDone: false } pending) pending.HasPromises = true;
        else known.Promise.Complete(known.Value, known.Batch?.Fault);
        return known.Promise.Task;
    }

    /// <summary>Has a waiter told when an entry's value has come; false when it is there.</summary>
    public bool Await(int entry, IBatchWaiter waiter)
    {
        if (_entries[entry].Batch is not { IsDone: false } pending) return false;
        pending.Add(waiter);
        return true;
    }

    public Exception? FaultOf(int entry) => _entries[entry].Batch?.Fault;

    public TKey[] KeysOf(LoadBatch<TKey, TValue> batch)
    {
        var keys = new TKey[batch.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = _entries[batch.First + i].Key;
        return keys;
    }

    /// <summary>Sets the values of a batch's entries, or leaves them with it when it has failed.</summary>
    public ReadOnlySpan<LoadEntry<TKey, TValue>> Complete(LoadBatch<TKey, TValue> batch, TValue?[] values)
    {
        var entries = _entries.AsSpan(batch.First, batch.Count);
        if (batch.Fault is not null) return entries;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i].Value = values[i];
            entries[i].Batch = batch.Faults?[i] is { } fault ? batch.Fail(batch.First + i, fault) : null;
        }

        return entries;
    }
}

/// <summary>A key and what came of it.</summary>
internal struct LoadEntry<TKey, TValue>
    where TKey : notnull
{
    public TKey Key;
    public TValue? Value;

    /// <summary>The batch that is to bring the value, or that has failed; null when the value is there.</summary>
    public LoadBatch<TKey, TValue>? Batch;

    public Promise<TValue> Promise;
}
