using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders whose fetch answers any number of values per key; a key without any gives an empty array.</summary>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler scheduler, DataLoaderOptions? options = null)
    : DataLoaderBase<TKey, TValue[]>(scheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected sealed override Task FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken) =>
        LoadGroupedBatchAsync(keys, cancellationToken);

    private protected sealed override Exception?[]? Read(Task fetched, TKey[] keys, TValue[]?[] values)
    {
        var found = Unsafe.As<Task<ILookup<TKey, TValue>>>(fetched).Result;
        for (var i = 0; i < keys.Length; i++) values[i] = [.. found[keys[i]]];
        return null;
    }
}
