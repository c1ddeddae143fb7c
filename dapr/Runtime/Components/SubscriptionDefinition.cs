namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A subscription, from a resource file or from the app.</summary>
/// <param name="Route">The app's path that events are posted to.</param>
/// <param name="RawPayload">Whether messages are taken as bytes and wrapped for the app instead of read as CloudEvents.</param>
/// <param name="Scopes">The app ids it is for; empty for all.</param>
/// <param name="IsDeclarative">Whether it comes from a file.</param>
internal sealed record SubscriptionDefinition(
    string PubSubName,
    string Topic,
    string Route,
    string? DeadLetterTopic,
    bool RawPayload,
    IReadOnlyList<string> Scopes,
    bool IsDeclarative)
{
    public bool IsVisibleTo(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);
}
