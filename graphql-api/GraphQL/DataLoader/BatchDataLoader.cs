namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders whose fetch answers one value per key.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler scheduler) : DataLoaderBase<TKey, TValue>(scheduler)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys; a key without a value is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<TValue?[]> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadBatchAsync(keys, cancellationToken).ConfigureAwait(false);
        var values = new TValue?[keys.Count];
        for (var i = 0; i < values.Length; i++) values[i] = found.TryGetValue(keys[i], out var value) ? value : default;
        return values;
    }
}
