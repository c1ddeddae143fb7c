namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Events that are posted together, until all are handled: those that are go out once.</summary>
internal sealed class BulkAttempt
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public BulkAttempt(IReadOnlyList<IncomingEvent> events)
    {
        Events = events;
        Statuses = new DeliveryStatus[events.Count];
        EntryIds = new string[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            Statuses[i] = DeliveryStatus.Retry;
            EntryIds[i] = Guid.NewGuid().ToString();
            _indexes.Add(EntryIds[i], i);
        }
    }

    public IReadOnlyList<IncomingEvent> Events { get; }

    public string[] EntryIds { get; }

    public DeliveryStatus[] Statuses { get; }

    public bool IsOpen(int index) => Statuses[index] == DeliveryStatus.Retry;

    /// <summary>False where there is no such entry.</summary>
    public bool Set(string? entryId, DeliveryStatus status)
    {
        if (entryId is null || !_indexes.TryGetValue(entryId, out var index))
            return false;
        Statuses[index] = status;
        return true;
    }

    /// <summary>Says the same of all that are open.</summary>
    public void SetAll(DeliveryStatus status)
    {
        for (var i = 0; i < Statuses.Length; i++)
        {
            if (IsOpen(i))
                Statuses[i] = status;
        }
    }
}
