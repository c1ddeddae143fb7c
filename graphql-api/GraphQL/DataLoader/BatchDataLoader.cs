namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Base of the generated DataLoaders whose fetch answers one value per key.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler scheduler) : IDataLoader<TKey, TValue> where TKey : notnull
{
    protected IBatchScheduler Scheduler { get; } = scheduler;

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Fetches the values of distinct keys; a key without a value is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);
}
