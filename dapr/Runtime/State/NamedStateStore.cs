namespace MusicGraph.Dapr.Runtime.State;

/// <summary>A state store as one app sees it.</summary>
internal sealed record NamedStateStore(IStateStore Store, KeyPrefix Prefix);
