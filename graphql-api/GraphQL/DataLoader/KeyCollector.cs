using System.Buffers;
using System.ComponentModel;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>
/// Stands in for a DataLoader where a resolver does nothing but ask it for one key, which the generator sees: the keys of all parents are
/// noted and looked up at once, and no task is made for each.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeyCollector
{
    /// <summary>Stands in a slot whose value is asked for; the slot's <see cref="Slot.FirstChild"/> tells which.</summary>
    internal static readonly object Collected = new();

    private protected KeyCollector()
    {
    }

    /// <summary>The number of keys so far.</summary>
    internal int Count { get; private protected set; }

    /// <summary>Whether a resolver has answered with the task that stands for a collected key.</summary>
    internal abstract bool IsCollected(Task task);

    /// <summary>Asks the DataLoader for all keys.</summary>
    /// <returns>Whether all values are there already.</returns>
    internal abstract bool Load(FieldBatch batch);

    /// <summary>Gives the fields their values.</summary>
    internal abstract void Fill(FieldBatch batch);
}

/// <inheritdoc cref="KeyCollector"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeyCollector<TKey, TValue>(DataLoaderBase<TKey, TValue> loader) : KeyCollector, IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private static readonly Task<TValue?> Noted = new TaskCompletionSource<TValue?>().Task;

    private TKey[] _keys = [];

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        if (key is null) throw new ArgumentNullException(nameof(key));
        if (Count == _keys.Length) Grow();
        _keys[Count++] = key;
        return Noted;
    }

    public Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) =>
        loader.LoadAsync(keys, cancellationToken);

    public void SetCacheEntry(TKey key, Task<TValue?> value) => loader.SetCacheEntry(key, value);

    public void RemoveCacheEntry(TKey key) => loader.RemoveCacheEntry(key);

    public void ClearCache() => loader.ClearCache();

    internal sealed override bool IsCollected(Task task) => ReferenceEquals(task, Noted);

    internal sealed override bool Load(FieldBatch batch)
    {
        var isComplete = loader.Collect(_keys, batch);
        Release();
        return isComplete;
    }

    internal sealed override void Fill(FieldBatch batch) => loader.Fill(batch);

    private void Grow()
    {
        var larger = ArrayPool<TKey>.Shared.Rent(Math.Max(16, Count * 2));
        _keys.AsSpan(0, Count).CopyTo(larger);
        Release();
        _keys = larger;
    }

    private void Release()
    {
        if (_keys.Length > 0) ArrayPool<TKey>.Shared.Return(_keys, clearArray: true);
        _keys = [];
    }
}

/// <summary>A DataLoader that has a stand-in for its interface.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ICollectable<out TLoader>
{
    /// <summary>A <see cref="KeyCollector"/> for one batch of fields.</summary>
    TLoader Collect();
}
