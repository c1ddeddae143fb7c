namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>A policy ended a call: its time ran out or its circuit is open. The text is daprd's.</summary>
internal sealed class ResilienceException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether a circuit breaker refused the call, so that it was not made at all.</summary>
    public bool IsCircuitOpen { get; private init; }

    public static ResilienceException TimedOut(Exception cause) => new("context deadline exceeded", cause);

    public static ResilienceException CircuitOpen() => new("circuit breaker is open") { IsCircuitOpen = true };

    public static ResilienceException TooManyRequests() => new("too many requests") { IsCircuitOpen = true };
}
