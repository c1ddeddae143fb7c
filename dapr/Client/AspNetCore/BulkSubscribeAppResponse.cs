namespace MusicGraph.Dapr.AspNetCore;

/// <summary>The answer to many events.</summary>
/// <param name="statuses">What became of each; one that is not named comes again.</param>
public sealed class BulkSubscribeAppResponse(List<BulkSubscribeAppResponseEntry> statuses)
{
    /// <summary>What became of each; one that is not named comes again.</summary>
    public List<BulkSubscribeAppResponseEntry> Statuses { get; } = statuses;
}

/// <summary>The answer to one event of many.</summary>
public sealed class BulkSubscribeAppResponseEntry(string entryId, BulkSubscribeAppResponseStatus status)
{
    /// <summary>Which.</summary>
    public string EntryId { get; } = entryId;

    /// <summary>What became of it: <c>SUCCESS</c>, <c>RETRY</c> or <c>DROP</c>.</summary>
    public string Status { get; } = status.ToString();
}

/// <summary>What became of an event.</summary>
public enum BulkSubscribeAppResponseStatus
{
    /// <summary>It is done.</summary>
    SUCCESS,

    /// <summary>It shall come again.</summary>
    RETRY,

    /// <summary>It shall not come again.</summary>
    DROP,
}
