using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime.State;

/// <summary>A state store as one app sees it.</summary>
/// <param name="Outbox">Null where its transactions are not told to others.</param>
internal sealed record NamedStateStore(IStateStore Store, KeyPrefix Prefix, OutboxSettings? Outbox);
