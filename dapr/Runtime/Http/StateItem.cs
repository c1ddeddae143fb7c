using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>An item of a save or of a transaction, as the app sent it.</summary>
internal sealed class StateItem
{
    /// <summary>Without the app's prefix.</summary>
    public string Key { get; set; } = "";

    /// <summary>JSON in UTF-8.</summary>
    public required byte[] Value { get; set; }

    public string? ETag { get; set; }

    public string? Concurrency { get; set; }

    public string? Consistency { get; set; }

    public IReadOnlyDictionary<string, string> Metadata { get; set; } = Empty.Metadata;

    /// <summary>The value's media type, which an outbox tells of; goes before the metadata's <c>contentType</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>What a store is asked to do.</summary>
    /// <param name="key">With the app's prefix.</param>
    /// <param name="query">Metadata in the request's query, which goes before the item's own, as in daprd.</param>
    /// <exception cref="FormatException">An option or the time to live is not what it should be.</exception>
    public StateOperation ToOperation(string key, bool isDelete, IReadOnlyDictionary<string, string> query)
    {
        var firstWrite = StateRequests.IsFirstWrite(Concurrency);
        var metadata = Merge(query);
        return new StateOperation(
            key, isDelete ? null : Value, string.IsNullOrEmpty(ETag) ? null : ETag, firstWrite, StateRequests.TimeToLive(metadata))
        {
            Metadata = metadata,
            Consistency = StateRequests.Consistency(Consistency),
        };
    }

    private IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> query)
    {
        if (query.Count == 0 && ContentType is null)
            return Metadata;

        var merged = new Dictionary<string, string>(Metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in query)
            merged[name] = value;
        if (ContentType is not null)
            merged["contentType"] = ContentType;
        return merged;
    }
}
