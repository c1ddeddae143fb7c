namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>What a circuit breaker counts, by the names that a trip condition has for it.</summary>
internal struct BreakerCounts
{
    public long Requests;
    public long TotalSuccesses;
    public long TotalFailures;
    public long ConsecutiveSuccesses;
    public long ConsecutiveFailures;
}
