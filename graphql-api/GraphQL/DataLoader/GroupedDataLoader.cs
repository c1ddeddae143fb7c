namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders whose fetch answers any number of values per key; a key without any gives an empty array.</summary>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler scheduler) : DataLoaderBase<TKey, TValue[]>(scheduler)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<TValue[]?[]> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadGroupedBatchAsync(keys, cancellationToken).ConfigureAwait(false);
        var values = new TValue[]?[keys.Count];
        for (var i = 0; i < values.Length; i++) values[i] = [.. found[keys[i]]];
        return values;
    }
}
