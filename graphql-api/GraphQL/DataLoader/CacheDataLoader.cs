namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the DataLoaders that fetch each key on its own and only spare repeated fetches.</summary>
public abstract class CacheDataLoader<TKey, TValue> : IDataLoader<TKey, TValue> where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue?>> _cache = [];

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_cache.TryGetValue(key, out var known)) return known;
            var task = LoadSingleAsync(key, cancellationToken);
            _cache.Add(key, task);
            return task;
        }
    }

    public async Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken))).ConfigureAwait(false);

    public void SetCacheEntry(TKey key, Task<TValue?> value)
    {
        lock (_gate) _cache.TryAdd(key, value);
    }

    public void RemoveCacheEntry(TKey key)
    {
        lock (_gate) _cache.Remove(key);
    }

    public void ClearCache()
    {
        lock (_gate) _cache.Clear();
    }

    /// <summary>Fetches one value.</summary>
    protected abstract Task<TValue?> LoadSingleAsync(TKey key, CancellationToken cancellationToken);
}
