namespace MusicGraph.Dapr.Client;

/// <summary>What the sidecar tells about itself.</summary>
/// <param name="Id">The app id.</param>
/// <param name="Extended">Attributes that were set on the sidecar, <c>daprRuntimeVersion</c> among them.</param>
/// <param name="Components">The components it loaded.</param>
public sealed record DaprMetadata(
    string Id,
    IReadOnlyDictionary<string, string> Extended,
    IReadOnlyList<DaprComponentsMetadata> Components);
