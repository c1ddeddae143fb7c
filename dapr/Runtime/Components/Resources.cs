namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What the resource files of a folder define.</summary>
internal sealed record Resources(IReadOnlyList<ComponentDefinition> Components, IReadOnlyList<SubscriptionDefinition> Subscriptions);
