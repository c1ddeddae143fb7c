namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>A <c>Resiliency</c> file: policies by name, and which of them a target has.</summary>
/// <param name="Components">Inbound and outbound, by the component's name.</param>
/// <param name="Scopes">The app ids it is for; empty for all.</param>
/// <param name="Source">The file, for messages.</param>
internal sealed record ResiliencyDefinition(
    IReadOnlyDictionary<string, TimeSpan> Timeouts,
    IReadOnlyDictionary<string, RetryPolicy> Retries,
    IReadOnlyDictionary<string, BreakerSettings> Breakers,
    IReadOnlyDictionary<string, PolicyNames> Apps,
    IReadOnlyDictionary<string, (PolicyNames Inbound, PolicyNames Outbound)> Components,
    IReadOnlyList<string> Scopes,
    string Source)
{
    public bool IsVisibleTo(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);
}
