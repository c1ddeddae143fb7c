using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Dapr.Runtime.Resiliency;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Resiliency;

/// <summary>Timeouts, retries and circuits: https://docs.dapr.io/operations/resiliency/policies/.</summary>
public sealed class PolicyTests
{
    private readonly ManualTime _time = new();
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_ACallThatFails_IsMadeAgainUntilItSucceeds()
    {
        var policy = new Policy(null, Retry(maxRetries: 3), null, _time);

        Assert.Equal("done", await policy.ExecuteAsync(_ => FailUntil(3), cancellationToken: Cancellation));
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Retry_WhenNoneIsLeft_TellsTheLastFault()
    {
        var policy = new Policy(null, Retry(maxRetries: 2), null, _time);

        await Assert.ThrowsAsync<IOException>(() => policy.ExecuteAsync(_ => FailUntil(9), cancellationToken: Cancellation));
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Retry_AnAnswerThatIsAFailure_IsAnsweredInTheEnd()
    {
        var policy = new Policy(null, Retry(maxRetries: 2), null, _time);

        Assert.Equal(503, await policy.ExecuteAsync(_ => Answer(503), status => status, Cancellation));
        Assert.Equal(3, _calls);
    }

    [Theory]
    [InlineData(429, 3)]
    [InlineData(503, 3)]
    [InlineData(404, 1)]
    public async Task Retry_WithMatching_OnlyTriesTheseStatusesAgain(int status, int calls)
    {
        var policy = new Policy(null, Retry(maxRetries: 2, "429,500-599"), null, _time);

        await policy.ExecuteAsync(_ => Answer(status), answer => answer, Cancellation);

        Assert.Equal(calls, _calls);
    }

    [Fact]
    public async Task Retry_AnEtagThatDoesNotFit_IsAnAnswer()
    {
        var policy = new Policy(null, Retry(maxRetries: 5), null, _time);

        await Assert.ThrowsAsync<ETagMismatchException>(() => policy.ExecuteAsync(
            _ =>
            {
                _calls++;
                return Task.FromException(new ETagMismatchException());
            },
            Cancellation));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Retry_Exponential_GrowsToTheLongestPause()
    {
        var retry = new RetryPolicy(IsExponential: true, TimeSpan.Zero, TimeSpan.FromSeconds(10), -1, null);

        Assert.InRange(retry.Pause(0, TimeSpan.Zero)!.Value, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.75));
        Assert.InRange(retry.Pause(50, TimeSpan.Zero)!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        Assert.Null(retry.Pause(50, TimeSpan.FromMinutes(15)));
    }

    [Fact]
    public async Task Timeout_ACallThatDoesNotListen_IsLeftBehind()
    {
        var policy = new Policy(TimeSpan.FromSeconds(1), null, null, _time);
        var never = new TaskCompletionSource();

        var error = await Assert.ThrowsAsync<ResilienceException>(() => policy.ExecuteAsync(_ => never.Task, Cancellation));

        Assert.Equal("context deadline exceeded", error.Message);
    }

    [Fact]
    public async Task Timeout_IsOfEachAttempt()
    {
        var policy = new Policy(TimeSpan.FromSeconds(1), Retry(maxRetries: 1), null, _time);
        var answer = await policy.ExecuteAsync(
            async token =>
            {
                if (++_calls == 1)
                    await Task.Delay(Timeout.Infinite, token);
                return "second";
            },
            cancellationToken: Cancellation);

        Assert.Equal("second", answer);
    }

    [Fact]
    public async Task Circuit_OfASlowStore_OpensRefusesAndRecovers()
    {
        var store = new SlowStore { IsSlow = true };
        var breaker = new CircuitBreaker(
            "store", new BreakerSettings(1, TimeSpan.Zero, TimeSpan.FromSeconds(30), TripCondition.Parse("consecutiveFailures >= 3")), _time, NullLogger.Instance);
        var resilient = new ResilientStateStore(store, new Policy(TimeSpan.FromSeconds(1), null, breaker, _time));

        for (var i = 0; i < 3; i++)
            Assert.False((await FailAsync()).IsCircuitOpen);
        var refused = await FailAsync();
        Assert.True(refused.IsCircuitOpen);
        Assert.Equal("circuit breaker is open", refused.Message);
        Assert.Equal(3, store.Calls);

        // Half open: one call passes; it fails, and the circuit is open again.
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.False((await FailAsync()).IsCircuitOpen);
        Assert.True((await FailAsync()).IsCircuitOpen);
        Assert.Equal(4, store.Calls);

        store.IsSlow = false;
        _time.Advance(TimeSpan.FromSeconds(31));
        for (var i = 0; i < 3; i++)
            Assert.Null(await resilient.GetAsync("key", default!, Cancellation));
        Assert.Equal(7, store.Calls);

        Task<ResilienceException> FailAsync() => Assert.ThrowsAsync<ResilienceException>(() => resilient.GetAsync("key", default!, Cancellation).AsTask());
    }

    [Fact]
    public void Circuit_HalfOpen_LetsOnlyAFewPass()
    {
        var breaker = OpenBreaker(new BreakerSettings(2, TimeSpan.Zero, TimeSpan.FromSeconds(5), TripCondition.Default));
        _time.Advance(TimeSpan.FromSeconds(6));

        var first = breaker.Enter();
        var second = breaker.Enter();

        Assert.Equal("too many requests", Assert.Throws<ResilienceException>(() => breaker.Enter()).Message);
        breaker.Report(first, success: true);
        breaker.Report(second, success: true);
        breaker.Report(breaker.Enter(), success: true);
    }

    [Fact]
    public void Circuit_ACallerThatGivesUp_SaysNothingAboutTheTarget()
    {
        var breaker = OpenBreaker(new BreakerSettings(1, TimeSpan.Zero, TimeSpan.FromSeconds(5), TripCondition.Default));
        _time.Advance(TimeSpan.FromSeconds(6));

        breaker.Report(breaker.Enter(), success: null);
        breaker.Report(breaker.Enter(), success: true);
        breaker.Report(breaker.Enter(), success: true);
    }

    [Fact]
    public void Circuit_Interval_BeginsToCountAnew()
    {
        var breaker = new CircuitBreaker(
            "x", new BreakerSettings(1, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), TripCondition.Parse("totalFailures > 1")), _time, NullLogger.Instance);

        breaker.Report(breaker.Enter(), success: false);
        _time.Advance(TimeSpan.FromSeconds(11));
        breaker.Report(breaker.Enter(), success: false);
        breaker.Report(breaker.Enter(), success: false);

        Assert.Throws<ResilienceException>(() => breaker.Enter());
    }

    private static RetryPolicy Retry(int maxRetries, string? statuses = null)
        => new(IsExponential: false, TimeSpan.FromMilliseconds(1), TimeSpan.Zero, maxRetries, StatusRanges.Parse(statuses, 100, 599));

    private CircuitBreaker OpenBreaker(BreakerSettings settings)
    {
        var breaker = new CircuitBreaker("x", settings, _time, NullLogger.Instance);
        for (var i = 0; i < 6; i++)
            breaker.Report(breaker.Enter(), success: false);
        Assert.Throws<ResilienceException>(() => breaker.Enter());
        return breaker;
    }

    private Task<string> FailUntil(int call) => ++_calls < call ? Task.FromException<string>(new IOException()) : Task.FromResult("done");

    private Task<int> Answer(int status)
    {
        _calls++;
        return Task.FromResult(status);
    }

    private sealed class SlowStore : IStateStore
    {
        public bool IsSlow { get; set; }

        public int Calls { get; private set; }

        public IReadOnlyList<string> Capabilities => [];

        public async ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
        {
            Calls++;
            if (IsSlow)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }

        public ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ExecuteTransactionAsync(
            IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
