using System.Collections.Concurrent;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>The conformance of a store whose server has a clock of its own.</summary>
public abstract class ServerStateStoreConformance : StateStoreConformance
{
    /// <summary>What the store keeps its values in.</summary>
    protected abstract ServerProcess ServerProcess { get; }

    protected override TimeSpan TimeToLive => TimeSpan.FromSeconds(1);

    protected override TimeSpan ClockPrecision => TimeSpan.FromSeconds(5);

    protected override DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <summary>Waits until a value that was written now has run out, as those before it have then.</summary>
    protected override async Task AdvanceAsync(TimeSpan by)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Store.ExecuteAsync(Set("clock", "1", ttl: TimeToLive), cancellation);
        await Condition.UntilAsync(
            async () => await Store.GetAsync("clock", StateReadOptions.None, cancellation) is null, "the value has run out", cancellation);
    }

    [Fact]
    public async Task Set_WithAnETagOfAnotherForm_SaysSo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Store.ExecuteAsync(Set("key", "1"), cancellation);

        await Assert.ThrowsAsync<ETagInvalidException>(() => Store.ExecuteAsync(Set("key", "2", "of another store"), cancellation));
    }

    [Fact]
    public async Task WhatWasAcknowledged_IsThereWhenAKilledServerComesBack()
    {
        const int Enough = 100;
        var cancellation = TestContext.Current.CancellationToken;
        var acknowledged = new ConcurrentBag<int>();
        var attempted = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var i = Interlocked.Increment(ref attempted);
                    if (await TryAsync(() => Store.ExecuteTransactionAsync([Set($"head{i}", "1"), Set($"page{i}", "1")], Metadata, cancellation)))
                        acknowledged.Add(i);
                }
            },
            cancellation)).ToList();

        await Condition.UntilAsync(() => acknowledged.Count >= Enough, "enough was acknowledged", cancellation);
        await ServerProcess.KillAsync();
        var before = acknowledged.Count;
        await ServerProcess.StartAsync(cancellation);
        await Condition.UntilAsync(() => acknowledged.Count >= before + Enough, "as much was acknowledged again", cancellation);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        var heads = await Store.GetAsync([.. Enumerable.Range(1, attempted).Select(i => $"head{i}")], StateReadOptions.None, cancellation);
        var pages = await Store.GetAsync([.. Enumerable.Range(1, attempted).Select(i => $"page{i}")], StateReadOptions.None, cancellation);
        Assert.All(acknowledged, i => Assert.NotNull(heads[i - 1]));
        Assert.Equal(heads.Select(head => head is null), pages.Select(page => page is null)); // Also of those that were not acknowledged.

        static async Task<bool> TryAsync(Func<Task> write)
        {
            try
            {
                await write();
                return true;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
                return false;
            }
        }
    }
}
