namespace MusicGraph.Dapr.Client;

/// <summary>A configuration item.</summary>
/// <param name="value">Its value.</param>
/// <param name="version">The store's version of it.</param>
/// <param name="metadata">What the store tells besides.</param>
public sealed class ConfigurationItem(string value, string version, IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>Its value.</summary>
    public string Value { get; } = value;

    /// <summary>The store's version of it.</summary>
    public string Version { get; } = version;

    /// <summary>What the store tells besides.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;
}

/// <summary>Configuration items that were asked for.</summary>
/// <param name="items">They, by key.</param>
public sealed class GetConfigurationResponse(IReadOnlyDictionary<string, ConfigurationItem> items)
{
    /// <summary>They, by key.</summary>
    public IReadOnlyDictionary<string, ConfigurationItem> Items { get; } = items;
}
