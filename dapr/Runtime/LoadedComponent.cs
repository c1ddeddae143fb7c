namespace MusicGraph.Dapr.Runtime;

/// <summary>A component that was loaded.</summary>
/// <param name="Type">Such as <c>state.sqlite</c>.</param>
/// <param name="Version">Such as <c>v1</c>.</param>
/// <param name="Capabilities">As Dapr names them, such as <c>ETAG</c>.</param>
public sealed record LoadedComponent(string Name, string Type, string Version, IReadOnlyList<string> Capabilities);
