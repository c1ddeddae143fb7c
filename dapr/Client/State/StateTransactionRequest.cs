namespace MusicGraph.Dapr.Client;

/// <summary>One operation of a state transaction.</summary>
/// <param name="key">The key, without the app's prefix.</param>
/// <param name="value">The value as UTF-8 JSON; null for a delete.</param>
/// <param name="operationType">What to do.</param>
/// <param name="etag">The etag the stored value must have; null or empty for none.</param>
/// <param name="metadata">Metadata for the store, such as <c>ttlInSeconds</c>.</param>
/// <param name="options">How to do it.</param>
public sealed class StateTransactionRequest(
    string key,
    byte[]? value,
    StateOperationType operationType,
    string? etag = null,
    IReadOnlyDictionary<string, string>? metadata = null,
    StateOptions? options = null)
{
    /// <summary>The key, without the app's prefix.</summary>
    public string Key { get; } = !string.IsNullOrEmpty(key) ? key : throw new ArgumentException("A state key is needed.", nameof(key));

    /// <summary>The value as UTF-8 JSON; null for a delete.</summary>
    public byte[]? Value { get; } = value;

    /// <summary>What to do.</summary>
    public StateOperationType OperationType { get; } = operationType;

    /// <summary>The etag the stored value must have; null or empty for none.</summary>
    public string? ETag { get; } = etag;

    /// <summary>Metadata for the store, such as <c>ttlInSeconds</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; } = metadata;

    /// <summary>How to do it.</summary>
    public StateOptions? Options { get; } = options;
}
