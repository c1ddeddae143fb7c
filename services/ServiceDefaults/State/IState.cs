namespace MusicGraph.ServiceDefaults.State;

/// <summary>A service's own key/value state: JSON values, each with an etag, changed in transactions.</summary>
public interface IState
{
    /// <summary>Reads several keys in one call; the answer has one entry per key, in the order of the keys.</summary>
    Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Makes all changes or none, and publishes the event that one of them may carry if they are made, at least once.</summary>
    /// <param name="changes">Of keys of one aggregate; at most one of them carries an event.</param>
    /// <returns>False when one of the etags is no longer the one that is stored.</returns>
    Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken);
}

/// <summary>What a key holds.</summary>
/// <param name="Json">The value's UTF-8 JSON; null when the key holds nothing.</param>
public sealed record StateEntry(string Key, byte[]? Json, string? ETag);

/// <summary>One change of a transaction.</summary>
/// <param name="Json">The new value's UTF-8 JSON; null deletes the key.</param>
/// <param name="ETag">The etag the key must still have; null when it must hold nothing yet.</param>
/// <param name="TimeToLive">How long the value is kept; null for ever.</param>
/// <param name="Event">UTF-8 JSON that is published when the change is made; null for nothing.</param>
public sealed record StateChange(string Key, byte[]? Json, string? ETag, TimeSpan? TimeToLive = null, byte[]? Event = null);
