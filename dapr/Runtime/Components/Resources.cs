using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What the resource files of a folder define.</summary>
internal sealed record Resources(
    IReadOnlyList<ComponentDefinition> Components,
    IReadOnlyList<SubscriptionDefinition> Subscriptions,
    IReadOnlyList<ResiliencyDefinition> Resiliencies);
