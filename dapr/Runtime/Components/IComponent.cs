namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>What every component is, whichever building block it serves.</summary>
internal interface IComponent : IAsyncDisposable
{
    /// <summary>What it can do, as Dapr's metadata API names it.</summary>
    IReadOnlyList<string> Capabilities { get; }
}
