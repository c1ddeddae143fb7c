namespace MusicGraph.Dapr.Runtime.Configuration;

/// <summary>A value of a configuration store.</summary>
/// <param name="Version">Whatever the store says; empty where it says nothing.</param>
internal sealed record ConfigurationItem(string Value, string Version, IReadOnlyDictionary<string, string> Metadata);
