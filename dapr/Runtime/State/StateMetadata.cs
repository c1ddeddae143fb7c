using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State;

/// <summary>The metadata fields that every state store has.</summary>
internal static class StateMetadata
{
    /// <summary>Marks them as known: <c>keyPrefix</c> and the outbox are the runtime's, and <c>actorStateStore</c> has no effect where there are no actors.</summary>
    public static void ReadCommon(ComponentMetadata metadata) => metadata.Ignore(
        "keyPrefix", "actorStateStore", "outboxPublishPubsub", "outboxPublishTopic", "outboxPubsub", "outboxDiscardWhenMissingState");
}
