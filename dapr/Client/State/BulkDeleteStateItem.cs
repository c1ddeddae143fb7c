namespace MusicGraph.Dapr.Client;

/// <summary>A key to remove together with others.</summary>
/// <param name="key">The key, without the app's prefix.</param>
/// <param name="etag">The etag the stored value must have; null or empty for none.</param>
/// <param name="stateOptions">How to remove it.</param>
/// <param name="metadata">Metadata for the store, such as <c>partitionKey</c>.</param>
public readonly struct BulkDeleteStateItem(
    string key, string? etag, StateOptions? stateOptions = null, IReadOnlyDictionary<string, string>? metadata = null)
{
    /// <summary>The key, without the app's prefix.</summary>
    public string Key { get; } = key;

    /// <summary>The etag the stored value must have; null or empty for none.</summary>
    public string? ETag { get; } = etag;

    /// <summary>How to remove it.</summary>
    public StateOptions? StateOptions { get; } = stateOptions;

    /// <summary>Metadata for the store, such as <c>partitionKey</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; } = metadata;
}
