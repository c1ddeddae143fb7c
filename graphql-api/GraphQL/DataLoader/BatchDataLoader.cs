using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders whose fetch answers one value per key.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler scheduler, DataLoaderOptions? options = null)
    : DataLoaderBase<TKey, TValue>(scheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys; a key without a value is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected sealed override Task FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken) =>
        LoadBatchAsync(keys, cancellationToken);

    private protected sealed override Exception?[]? Read(Task fetched, TKey[] keys, TValue?[] values)
    {
        var found = Unsafe.As<Task<IReadOnlyDictionary<TKey, TValue>>>(fetched).Result;
        if (found is Dictionary<TKey, TValue> dictionary)
        {
            for (var i = 0; i < keys.Length; i++) values[i] = dictionary.GetValueOrDefault(keys[i]);
            return null;
        }

        for (var i = 0; i < keys.Length; i++) values[i] = found.TryGetValue(keys[i], out var value) ? value : default;
        return null;
    }
}
