namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>The record that shows that an event's transaction was done: it is written in the transaction and removed after the event was published.</summary>
/// <param name="PartitionKey">Where it is, in a store that has partitions.</param>
/// <param name="MadeAt">When the event was made, just before its transaction.</param>
internal sealed record PendingRecord(string Key, string? PartitionKey, DateTimeOffset MadeAt)
{
    /// <summary>What a request for it carries.</summary>
    public IReadOnlyDictionary<string, string> Metadata
        => PartitionKey is null ? Empty.Metadata : new Dictionary<string, string> { ["partitionKey"] = PartitionKey };
}
