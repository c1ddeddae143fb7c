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
    /// <summary>A second less than daprd's, so that a start against a silent server has failed within five.</summary>
    /// <remarks>https://docs.dapr.io/reference/resource-specs/component-schema/.</remarks>
    public static TimeSpan DefaultInitTimeout { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Fields that are secrets; their values join <see cref="Metadata"/> before the component opens.</summary>
    public IReadOnlyList<SecretReference> Secrets { get; init; } = [];

    /// <summary>The component that holds the secrets; null where there is none.</summary>
    public string? SecretStore { get; init; }

    /// <summary>How long it may take to open.</summary>
    public TimeSpan InitTimeout { get; init; } = DefaultInitTimeout;

    /// <summary>Whether the others go on without it where it cannot be opened.</summary>
    public bool IgnoreErrors { get; init; }

    public bool IsVisibleTo(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);

    public DaprConfigurationException Error(string message, Exception? cause = null)
        => new($"{Source}: component {Name} ({Type}): {message}", cause);
}
