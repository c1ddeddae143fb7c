using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What the resource files of a folder define.</summary>
internal sealed class Resources
{
    public List<ComponentDefinition> Components { get; } = [];

    public List<SubscriptionDefinition> Subscriptions { get; } = [];

    public List<ResiliencyDefinition> Resiliencies { get; } = [];

    public List<HttpEndpointDefinition> HttpEndpoints { get; } = [];
}
