namespace MusicGraph.ServiceDefaults.State;

/// <summary>A service's own key/value state: JSON values, each with an etag, changed in transactions.</summary>
public interface IState
{
    /// <summary>Reads several keys in one call; the answer has one entry per key, in the order of the keys.</summary>
    Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Makes all changes or none.</summary>
    /// <returns>False when one of the etags is no longer the one that is stored.</returns>
    Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken);
}

/// <summary>What a key holds.</summary>
/// <param name="Json">The value's UTF-8 JSON; null when the key holds nothing.</param>
public sealed record StateEntry(string Key, byte[]? Json, string? ETag);

/// <summary>One change of a transaction.</summary>
/// <param name="Json">The new value's UTF-8 JSON; null deletes the key.</param>
/// <param name="ETag">The etag the key must still have; null when it must hold nothing yet.</param>
public sealed record StateChange(string Key, byte[]? Json, string? ETag);
