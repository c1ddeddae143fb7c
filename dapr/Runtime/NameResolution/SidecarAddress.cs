namespace MusicGraph.Dapr.Runtime.NameResolution;

/// <summary>Where other processes reach a sidecar.</summary>
/// <param name="Address">As <c>host:port</c>.</param>
internal sealed record SidecarAddress(string AppId, string Namespace, string Address);
