namespace MusicGraph.Dapr.Client;

/// <summary>A component that the sidecar loaded.</summary>
/// <param name="Capabilities">What it can do, such as <c>ETAG</c> or <c>TRANSACTIONAL</c>.</param>
public sealed record DaprComponentsMetadata(string Name, string Type, string Version, string[] Capabilities);
