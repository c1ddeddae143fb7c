namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>How often and after which pauses a call is tried again.</summary>
/// <remarks>
/// https://docs.dapr.io/operations/resiliency/policies/retries/retries-overview/; what a file cannot set is as in dapr/kit, <c>retry/retry.go</c>,
/// and cenkalti/backoff: pauses begin with half a second, grow by half, vary by half, and end after a quarter of an hour.
/// </remarks>
/// <param name="Duration">The pause of a constant policy.</param>
/// <param name="MaxInterval">The longest pause of an exponential one.</param>
/// <param name="MaxRetries">Below zero for no end.</param>
/// <param name="Statuses">The HTTP statuses that are tried again; null for all that are errors.</param>
internal sealed record RetryPolicy(bool IsExponential, TimeSpan Duration, TimeSpan MaxInterval, int MaxRetries, StatusRanges? Statuses)
{
    private const double Multiplier = 1.5;
    private const double Randomization = 0.5;

    private static readonly TimeSpan s_firstInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_maxElapsed = TimeSpan.FromMinutes(15);

    /// <summary>The pause before the next attempt; null where there is none.</summary>
    /// <param name="retries">How many there were.</param>
    /// <param name="elapsed">Since the first attempt.</param>
    public TimeSpan? Pause(int retries, TimeSpan elapsed)
    {
        if (MaxRetries >= 0 && retries >= MaxRetries)
            return null;
        if (!IsExponential)
            return Duration;

        var interval = Math.Min(s_firstInterval.TotalSeconds * Math.Pow(Multiplier, retries), MaxInterval.TotalSeconds);
        var pause = TimeSpan.FromSeconds(interval * (1 + (Randomization * ((2 * Random.Shared.NextDouble()) - 1))));
        return elapsed + pause > s_maxElapsed ? null : pause;
    }
}
