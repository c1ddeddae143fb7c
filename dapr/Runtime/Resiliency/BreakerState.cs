namespace MusicGraph.Dapr.Runtime.Resiliency;

internal enum BreakerState
{
    /// <summary>Calls pass.</summary>
    Closed,

    /// <summary>Calls are refused.</summary>
    Open,

    /// <summary>A few calls pass, and decide.</summary>
    HalfOpen,
}
