using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>A service outside, which apps invoke by a name.</summary>
/// <param name="Definition">Its name and scopes; its metadata are the headers that every call gets.</param>
internal sealed record HttpEndpointDefinition(ComponentDefinition Definition, Uri BaseUrl);
