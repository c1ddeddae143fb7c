using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What a component is given to open itself.</summary>
/// <param name="WorkingDirectory">What its relative paths are relative to.</param>
internal sealed record ComponentContext(
    ComponentDefinition Definition, ComponentMetadata Metadata, string WorkingDirectory, ILogger Logger, TimeProvider Time);
