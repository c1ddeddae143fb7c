namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// Loads values by key in batches and caches them for one request. Keys asked for while the request can progress otherwise are
/// collected, each once, and fetched by one call when nothing else can.
/// </summary>
public interface IDataLoader<TKey, TValue> where TKey : notnull
{
    /// <summary>Loads one value; the default for a key that the fetch does not answer.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Loads values in the order of the keys.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);
}
