namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A component as a resource file defines it.</summary>
/// <param name="Metadata">Its fields by name, without regard to case, as Dapr has it.</param>
/// <param name="Scopes">The app ids that may use it; empty for all.</param>
/// <param name="Source">The file, for messages.</param>
internal sealed record ComponentDefinition(
    string Name,
    string Type,
    string Version,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<string> Scopes,
    string Source)
{
    public bool IsVisibleTo(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);

    public DaprConfigurationException Error(string message, Exception? cause = null)
        => new($"{Source}: component {Name} ({Type}): {message}", cause);
}
