namespace MusicGraph.Dapr.Runtime.State;

/// <summary>What a request asks of a store that has replicas; those that have none pass over it.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/state-management/state-management-overview/#consistency.</remarks>
internal enum StateConsistency
{
    /// <summary>As the store is set.</summary>
    Default,

    /// <summary>Any replica may answer.</summary>
    Eventual,

    /// <summary>What was acknowledged is seen, and a write is acknowledged by the replicas.</summary>
    Strong,
}
