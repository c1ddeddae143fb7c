namespace MusicGraph.Dapr.Client;

/// <summary>An event that was published together with others.</summary>
/// <param name="entryId">What it was called within that call.</param>
/// <param name="eventData">The event.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="metadata">Its metadata for the component.</param>
public sealed class BulkPublishEntry<TValue>(
    string entryId, TValue eventData, string contentType, Dictionary<string, string>? metadata = null)
{
    /// <summary>What it was called within that call.</summary>
    public string EntryId { get; } = entryId;

    /// <summary>The event.</summary>
    public TValue EventData { get; } = eventData;

    /// <summary>Its media type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>Its metadata for the component.</summary>
    public Dictionary<string, string>? Metadata { get; } = metadata;
}
