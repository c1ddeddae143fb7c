using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What a component is given to open itself.</summary>
/// <param name="WorkingDirectory">What its relative paths are relative to.</param>
internal sealed record ComponentContext(
    ComponentDefinition Definition, ComponentMetadata Metadata, string WorkingDirectory, ILogger Logger, TimeProvider Time)
{
    /// <summary>Whose answer it waits for while it opens, as messages name it; null where there is nobody.</summary>
    public string? Server { get; set; }
}
