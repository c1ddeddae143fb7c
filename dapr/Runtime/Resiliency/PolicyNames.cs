namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>The policies of a target; null for none of its kind.</summary>
/// <param name="BreakerCacheSize">How many methods of an app have a circuit of their own.</param>
internal sealed record PolicyNames(string? Timeout, string? Retry, string? CircuitBreaker, int BreakerCacheSize = 100);
