namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// Loads values by key in batches and caches them for one request. Keys asked for while the request can progress otherwise are
/// collected, each once, and fetched by one call when nothing else can.
/// </summary>
public interface IDataLoader<in TKey, TValue> where TKey : notnull
{
    /// <summary>Loads one value; the default for a key that the fetch does not answer.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Loads values in the order of the keys.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Sets the value of a key that has none yet, so that it need not be fetched.</summary>
    void SetCacheEntry(TKey key, Task<TValue?> value);

    /// <summary>Forgets the value of a key: it is fetched when it is asked for again.</summary>
    void RemoveCacheEntry(TKey key);

    /// <summary>Forgets all values.</summary>
    void ClearCache();
}
