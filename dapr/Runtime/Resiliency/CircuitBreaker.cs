using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>Refuses calls to a target that has failed, and lets a few pass after a while to see whether it is back.</summary>
/// <remarks>Its states and counts go as in sony/gobreaker, which daprd uses.</remarks>
internal sealed partial class CircuitBreaker(string name, BreakerSettings settings, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private BreakerState _state;
    private BreakerCounts _counts;
    private DateTimeOffset _expiry = Expiry(settings.Interval, time.GetUtcNow());
    private int _generation;

    /// <summary>Admits a call, whose end <see cref="Report"/> is told.</summary>
    /// <returns>What the call has to be reported with.</returns>
    /// <exception cref="ResilienceException">The circuit is open.</exception>
    public int Enter()
    {
        lock (_lock)
        {
            Refresh();
            if (_state == BreakerState.Open)
                throw ResilienceException.CircuitOpen();
            if (_state == BreakerState.HalfOpen && _counts.Requests >= settings.MaxRequests)
                throw ResilienceException.TooManyRequests();

            _counts.Requests++;
            return _generation;
        }
    }

    /// <param name="success">Null where the caller gave up, which says nothing about the target.</param>
    public void Report(int generation, bool? success)
    {
        lock (_lock)
        {
            Refresh();
            if (generation != _generation)
                return;

            switch (success)
            {
                case null:
                    _counts.Requests--;
                    break;
                case true:
                    _counts.TotalSuccesses++;
                    _counts.ConsecutiveSuccesses++;
                    _counts.ConsecutiveFailures = 0;
                    if (_state == BreakerState.HalfOpen && _counts.ConsecutiveSuccesses >= settings.MaxRequests)
                        Become(BreakerState.Closed);
                    break;
                default:
                    _counts.TotalFailures++;
                    _counts.ConsecutiveFailures++;
                    _counts.ConsecutiveSuccesses = 0;
                    if (_state == BreakerState.HalfOpen || settings.Trip.IsMet(_counts))
                        Become(BreakerState.Open);
                    break;
            }
        }
    }

    private static DateTimeOffset Expiry(TimeSpan after, DateTimeOffset now) => after > TimeSpan.Zero ? now + after : DateTimeOffset.MaxValue;

    private void Refresh()
    {
        if (time.GetUtcNow() < _expiry)
            return;
        if (_state == BreakerState.Open)
            Become(BreakerState.HalfOpen);
        else
            Begin();
    }

    private void Become(BreakerState state)
    {
        LogChanged(logger, name, _state, state);
        _state = state;
        Begin();
    }

    private void Begin()
    {
        _generation++;
        _counts = default;
        _expiry = _state switch
        {
            BreakerState.Closed => Expiry(settings.Interval, time.GetUtcNow()),
            BreakerState.Open => Expiry(settings.Timeout, time.GetUtcNow()),
            _ => DateTimeOffset.MaxValue,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Circuit breaker {Name} changed from {From} to {To}.")]
    private static partial void LogChanged(ILogger logger, string name, BreakerState from, BreakerState to);
}
