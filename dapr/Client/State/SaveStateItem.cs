namespace MusicGraph.Dapr.Client;

/// <summary>A value to save together with others.</summary>
/// <param name="key">The key, without the app's prefix.</param>
/// <param name="value">The value.</param>
/// <param name="etag">The etag the stored value must have; null or empty for none.</param>
/// <param name="stateOptions">How to save it.</param>
/// <param name="metadata">Metadata for the store, such as <c>ttlInSeconds</c>.</param>
public readonly struct SaveStateItem<TValue>(
    string key,
    TValue value,
    string? etag,
    StateOptions? stateOptions = null,
    IReadOnlyDictionary<string, string>? metadata = null)
{
    /// <summary>The key, without the app's prefix.</summary>
    public string Key { get; } = key;

    /// <summary>The value.</summary>
    public TValue Value { get; } = value;

    /// <summary>The etag the stored value must have; null or empty for none.</summary>
    public string? ETag { get; } = etag;

    /// <summary>How to save it.</summary>
    public StateOptions? StateOptions { get; } = stateOptions;

    /// <summary>Metadata for the store, such as <c>ttlInSeconds</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; } = metadata;
}
