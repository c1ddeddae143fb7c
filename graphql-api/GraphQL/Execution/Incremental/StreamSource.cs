using System.Collections;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>A list of which the first items come with the field (it is the list of those) and the others are read one after the other.</summary>
internal abstract class StreamSource : IReadOnlyList<object?>, IAsyncDisposable
{
    private IReadOnlyList<object?> _first = [];

    /// <summary>Whether there is nothing but the first items.</summary>
    public bool HasEnded { get; private set; }

    public int Count => _first.Count;
    public object? this[int index] => _first[index];

    /// <summary>The item after a <see cref="MoveNextAsync"/> that was true.</summary>
    public abstract object? Current { get; }

    /// <summary>Reads a list until the first items are there.</summary>
    /// <exception cref="InvalidOperationException">The value is no list.</exception>
    public static StreamSource Open(object value, int initialCount)
    {
        var source = new SequenceSource(Lists.Enumerate(value));
        var first = new List<object?>(Math.Min(initialCount, 16));
        source._first = first;
        try
        {
            while (!source.HasEnded && first.Count < initialCount)
            {
                if (source.MoveNext()) first.Add(source.Current);
                else source.HasEnded = true;
            }
        }
        catch
        {
            source.Dispose();
            throw;
        }

        return source;
    }

    /// <inheritdoc cref="Open"/>
    public static async Task<StreamSource> OpenAsync<T>(IAsyncEnumerable<T> items, int initialCount, CancellationToken cancellationToken)
    {
        var source = new AsyncSource<T>(items.GetAsyncEnumerator(cancellationToken));
        var first = new List<object?>(Math.Min(initialCount, 16));
        source._first = first;
        try
        {
            while (!source.HasEnded && first.Count < initialCount)
            {
                if (await source.MoveNextAsync().ConfigureAwait(false)) first.Add(source.Current);
                else source.HasEnded = true;
            }
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return source;
    }

    public abstract ValueTask<bool> MoveNextAsync();

    public abstract ValueTask DisposeAsync();

    public IEnumerator<object?> GetEnumerator() => _first.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Replaces the first items.</summary>
    public StreamSource WithFirst(IReadOnlyList<object?> items)
    {
        _first = items;
        return this;
    }

    private sealed class SequenceSource(IEnumerator items) : StreamSource
    {
        public override object? Current => items.Current;

        public bool MoveNext() => items.MoveNext();

        public override ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public override ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        public void Dispose() => (items as IDisposable)?.Dispose();
    }

    private sealed class AsyncSource<T>(IAsyncEnumerator<T> items) : StreamSource
    {
        public override object? Current => items.Current;

        public override ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public override ValueTask DisposeAsync() => items.DisposeAsync();
    }
}
