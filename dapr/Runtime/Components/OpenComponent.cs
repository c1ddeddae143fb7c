namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A component and what it was opened from.</summary>
internal sealed record OpenComponent(ComponentDefinition Definition, IComponent Component);
