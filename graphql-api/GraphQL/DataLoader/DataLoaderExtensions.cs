namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Shorter ways to use a DataLoader.</summary>
public static class DataLoaderExtensions
{
    /// <summary>Loads values in the order of the keys.</summary>
    public static Task<IReadOnlyList<TValue?>> LoadAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> dataLoader,
        CancellationToken cancellationToken,
        params TKey[] keys)
        where TKey : notnull =>
        dataLoader.LoadAsync(keys, cancellationToken);

    /// <summary>Loads a value that must be there.</summary>
    /// <exception cref="KeyNotFoundException">The key has no value.</exception>
    public static async Task<TValue> LoadRequiredAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> dataLoader,
        TKey key,
        CancellationToken cancellationToken = default)
        where TKey : notnull =>
        await dataLoader.LoadAsync(key, cancellationToken).ConfigureAwait(false) is { } value ? value : throw NotFound(key);

    /// <summary>Loads values that must be there, in the order of the keys.</summary>
    /// <exception cref="KeyNotFoundException">A key has no value.</exception>
    public static async Task<IReadOnlyList<TValue>> LoadRequiredAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> dataLoader,
        IReadOnlyCollection<TKey> keys,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        var values = await dataLoader.LoadAsync(keys, cancellationToken).ConfigureAwait(false);
        var index = 0;
        foreach (var key in keys)
        {
            if (values[index++] is null) throw NotFound(key);
        }

        return values!;
    }

    /// <summary>Sets the value of a key that has none yet, so that it need not be fetched.</summary>
    public static void SetCacheEntry<TKey, TValue>(this IDataLoader<TKey, TValue> dataLoader, TKey key, TValue? value) where TKey : notnull =>
        dataLoader.SetCacheEntry(key, Task.FromResult(value));

    private static KeyNotFoundException NotFound<TKey>(TKey key) => new($"The key {key} could not be resolved.");
}
