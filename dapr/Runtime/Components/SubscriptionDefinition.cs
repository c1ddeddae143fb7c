using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A subscription, from a resource file or from the app.</summary>
/// <param name="Rules">Where events are posted to: the first rule that an event meets; without one it is dropped.</param>
/// <param name="Metadata">For the broker, and <c>rawPayload</c>.</param>
/// <param name="Bulk">How many events are posted together; null for one by one.</param>
/// <param name="Scopes">The app ids it is for; empty for all.</param>
/// <param name="IsDeclarative">Whether it comes from a file.</param>
internal sealed record SubscriptionDefinition(
    string PubSubName,
    string Topic,
    IReadOnlyList<RoutingRule> Rules,
    string? DeadLetterTopic,
    IReadOnlyDictionary<string, string> Metadata,
    PubSubBatch? Bulk,
    IReadOnlyList<string> Scopes,
    bool IsDeclarative)
{
    /// <summary>Whether messages are taken as bytes and wrapped for the app instead of read as CloudEvents.</summary>
    public bool IsRaw => RawPayload.Read(Metadata) == true;

    public bool IsVisibleTo(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);
}
