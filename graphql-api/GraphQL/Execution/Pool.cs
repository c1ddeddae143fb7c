namespace MusicGraph.GraphQL.Execution;

/// <summary>Objects that wait to be used again, a bounded number of them.</summary>
internal sealed class Pool<T>(int capacity)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly T?[] _items = new T?[capacity];
    private int _count;

    public T? TryTake()
    {
        lock (_gate)
        {
            if (_count == 0) return null;
            var item = _items[--_count];
            _items[_count] = null;
            return item;
        }
    }

    /// <summary>Keeps an object, or lets it go when there are enough.</summary>
    public void Add(T item)
    {
        lock (_gate)
        {
            if (_count < _items.Length) _items[_count++] = item;
        }
    }
}
