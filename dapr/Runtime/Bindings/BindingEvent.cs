namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>An event of an input binding.</summary>
/// <param name="Metadata">Goes to the app as headers.</param>
internal sealed record BindingEvent(byte[] Data, IReadOnlyDictionary<string, string> Metadata);
