namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>How a circuit breaker behaves.</summary>
/// <remarks>https://docs.dapr.io/operations/resiliency/policies/circuit-breakers/.</remarks>
/// <param name="MaxRequests">How many calls pass while it is half open, and have to succeed for it to close.</param>
/// <param name="Interval">After which the counts of a closed circuit begin anew; zero for never.</param>
/// <param name="Timeout">How long it stays open.</param>
internal sealed record BreakerSettings(int MaxRequests, TimeSpan Interval, TimeSpan Timeout, TripCondition Trip);
