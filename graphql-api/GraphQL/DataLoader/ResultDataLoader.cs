using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders whose fetch answers a value or an error per key.</summary>
public abstract class ResultDataLoader<TKey, TValue>(IBatchScheduler scheduler, DataLoaderOptions? options = null)
    : DataLoaderBase<TKey, TValue>(scheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys; a key without one is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, Result<TValue>>> LoadResultsAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected sealed override Task FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken) =>
        LoadResultsAsync(keys, cancellationToken);

    private protected sealed override Exception?[]? Read(Task fetched, TKey[] keys, TValue?[] values)
    {
        var found = Unsafe.As<Task<IReadOnlyDictionary<TKey, Result<TValue>>>>(fetched).Result;
        Exception?[]? faults = null;
        for (var i = 0; i < keys.Length; i++)
        {
            if (!found.TryGetValue(keys[i], out var result))
            {
                values[i] = default;
                continue;
            }

            values[i] = result.Value;
            if (result.Error is { } error) (faults ??= new Exception?[keys.Length])[i] = error;
        }

        return faults;
    }
}
