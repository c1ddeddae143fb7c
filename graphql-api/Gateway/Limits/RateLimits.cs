using System.Globalization;
using System.Threading.RateLimiting;

namespace MusicGraph.Gateway.Limits;

/// <summary>Token buckets, one for each caller. Each replica of the gateway has its own.</summary>
internal sealed class RateLimits(LimitSettings settings) : IDisposable
{
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    private readonly PartitionedRateLimiter<Caller> _buckets = PartitionedRateLimiter.Create<Caller, Caller>(caller =>
    {
        var limit = caller.LimitOf(settings);
        return limit.Rate == 0
            ? RateLimitPartition.GetNoLimiter(caller)
            : RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(limit.Burst, 1),
                // A rate below ten a second gives one token at a time, less often.
                TokensPerPeriod = Math.Max(limit.Rate / 10, 1),
                ReplenishmentPeriod = limit.Rate < 10 ? TimeSpan.FromSeconds(1.0 / limit.Rate) : Refill,
                QueueLimit = 0,
            });
    });

    /// <summary>Counts a request.</summary>
    /// <param name="retryAfter">Whole seconds until there is room again.</param>
    public bool TryTake(Caller caller, out int retryAfter)
    {
        using var lease = _buckets.AttemptAcquire(caller);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : 1;
        return lease.IsAcquired;
    }

    public void Dispose() => _buckets.Dispose();

    public static string Message(int retryAfter) =>
        string.Create(CultureInfo.InvariantCulture, $"Too many requests. Come back in {retryAfter} s.");
}
