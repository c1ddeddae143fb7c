using System.Buffers;
using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Values that were asked for together, in the order of their keys.</summary>
internal sealed class LoadedList<TKey, TValue>(DataLoaderBase<TKey, TValue> loader, int capacity) : IBatchWaiter
    where TKey : notnull
{
    private readonly int[] _entries = ArrayPool<int>.Shared.Rent(capacity);
    private AsyncTaskMethodBuilder<IReadOnlyList<TValue?>> _promise;
    private int _count;

    public int PendingBatches { get; set; }

    public Task<IReadOnlyList<TValue?>> Task => _promise.Task;

    public void Add(int entry) => _entries[_count++] = entry;

    public void OnLoaded()
    {
        var values = new TValue?[_count];
        var fault = loader.Fill(_entries.AsSpan(0, _count), values);
        ArrayPool<int>.Shared.Return(_entries);
        if (fault is null) _promise.SetResult(values);
        else _promise.SetException(fault);
    }
}
