namespace MusicGraph.Gateway.Events;

/// <summary>
/// Remembers the ids of the latest events, because pub/sub delivers at least once. What is older than the last
/// <see cref="Capacity"/> events is forgotten; a sidecar redelivers much sooner than that.
/// </summary>
internal sealed class RecentEvents
{
    private const int Capacity = 16_384;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _known = new(Capacity);
    private readonly Queue<Guid> _order = new(Capacity);

    /// <summary>True the first time that an event is seen.</summary>
    public bool TryAdd(Guid eventId)
    {
        lock (_gate)
        {
            if (!_known.Add(eventId))
                return false;
            if (_order.Count == Capacity)
                _known.Remove(_order.Dequeue());
            _order.Enqueue(eventId);
            return true;
        }
    }
}
