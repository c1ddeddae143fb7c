namespace MusicGraph.Dapr.Client;

/// <summary>What the sidecar tells about itself.</summary>
/// <param name="Id">The app id.</param>
/// <param name="RuntimeVersion">The version of the runtime.</param>
/// <param name="Extended">Attributes that were set on the sidecar.</param>
/// <param name="Components">The components it loaded.</param>
public sealed record DaprMetadata(
    string Id,
    string? RuntimeVersion,
    IReadOnlyDictionary<string, string> Extended,
    IReadOnlyList<DaprComponentsMetadata> Components);
