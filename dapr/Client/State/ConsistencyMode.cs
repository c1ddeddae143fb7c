namespace MusicGraph.Dapr.Client;

/// <summary>How fresh a read, and how far spread a write, has to be.</summary>
public enum ConsistencyMode
{
    /// <summary>A store may answer from, or confirm with, any replica.</summary>
    Eventual,

    /// <summary>A quorum has to agree.</summary>
    Strong,
}
