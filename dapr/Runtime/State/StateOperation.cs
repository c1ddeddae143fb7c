namespace MusicGraph.Dapr.Runtime.State;

/// <summary>A write or a removal.</summary>
/// <param name="Key">With its prefix.</param>
/// <param name="Value">JSON in UTF-8; null to remove the key.</param>
/// <param name="ETag">What the stored etag must be; null for anything.</param>
/// <param name="FirstWrite">Without an etag: the key must be absent.</param>
/// <param name="TimeToLive">How long the value stays; null for ever.</param>
internal sealed record StateOperation(string Key, byte[]? Value, string? ETag, bool FirstWrite, TimeSpan? TimeToLive)
{
    public bool IsDelete => Value is null;

    /// <summary>The operation's own metadata with the query's laid over it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Empty.Metadata;

    public StateConsistency Consistency { get; init; }
}
