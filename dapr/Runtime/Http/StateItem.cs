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

    /// <summary>What a store is asked to do.</summary>
    /// <param name="key">With the app's prefix.</param>
    /// <param name="fallback">Metadata of the whole request, which goes before the item's own, as in daprd.</param>
    /// <exception cref="FormatException">An option or the time to live is not what it should be.</exception>
    public StateOperation ToOperation(string key, bool isDelete, IReadOnlyDictionary<string, string> fallback)
    {
        StateRequests.CheckConsistency(Consistency);
        var firstWrite = StateRequests.IsFirstWrite(Concurrency);
        var ttl = fallback.ContainsKey("ttlInSeconds") ? StateRequests.TimeToLive(fallback) : StateRequests.TimeToLive(Metadata);
        return new StateOperation(key, isDelete ? null : Value, string.IsNullOrEmpty(ETag) ? null : ETag, firstWrite, ttl);
    }
}
