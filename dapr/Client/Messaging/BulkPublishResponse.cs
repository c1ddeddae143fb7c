namespace MusicGraph.Dapr.Client;

/// <summary>What became of many events.</summary>
/// <param name="failedEntries">Those that were not published; empty where all were.</param>
public sealed class BulkPublishResponse<TValue>(List<BulkPublishResponseFailedEntry<TValue>> failedEntries)
{
    /// <summary>Those that were not published; empty where all were.</summary>
    public List<BulkPublishResponseFailedEntry<TValue>> FailedEntries { get; } = failedEntries;
}

/// <summary>An event that was not published.</summary>
/// <param name="entry">The event.</param>
/// <param name="errorMessage">Why.</param>
public sealed class BulkPublishResponseFailedEntry<TValue>(BulkPublishEntry<TValue> entry, string errorMessage)
{
    /// <summary>The event.</summary>
    public BulkPublishEntry<TValue> Entry { get; } = entry;

    /// <summary>Why.</summary>
    public string ErrorMessage { get; } = errorMessage;
}
