namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>What a binding answers: a stream of bytes, which the receiver disposes, and how many they are where that is known.</summary>
internal sealed record BindingResult(Stream Data, long? Length);
