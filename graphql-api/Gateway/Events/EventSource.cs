namespace MusicGraph.Gateway.Events;

/// <summary>The events of one subscription. It can be enumerated once.</summary>
/// <param name="cursor">The place before the first of them.</param>
internal sealed class EventSource<T>(string cursor, IAsyncEnumerable<PlacedEvent> events, Func<PlacedEvent, T> read) : IAsyncEnumerable<T>, IPlaced
{
    public string Cursor => cursor;

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var placed in events.WithCancellation(cancellationToken))
            yield return read(placed);
    }
}
