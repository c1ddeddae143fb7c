using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

public sealed class TransactionsTests
{
    private readonly MemoryState _state = new();

    [Fact]
    public async Task RunAsync_ManyAtOnceOnOneKey_LosesNone()
    {
        // Two replicas: their locks know nothing of each other, so that etags have to keep them apart.
        Transactions[] replicas = [new(_state, TimeProvider.System), new(_state, TimeProvider.System)];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => IncrementAsync(replicas[i % 2]))));

        var counter = await replicas[0].Read().GetAsync<Counter>("counter", TestContext.Current.CancellationToken);
        Assert.Equal(100, counter!.Value);
    }

    [Fact]
    public async Task RunAsync_WorkEndsInAProblem_CommitsNothing()
    {
        var transactions = new Transactions(_state, TimeProvider.System);

        var outcome = await transactions.RunAsync<Counter>(
            "counter",
            async (session, token) =>
            {
                await session.LoadAsync(["counter"], token);
                session.Put("counter", new Counter(1));
                return Problem.NotFound();
            },
            TestContext.Current.CancellationToken);

        Assert.NotNull(outcome.Problem);
        Assert.Empty(_state.Keys);
    }

    [Fact]
    public async Task RunAsync_KeyCreatedByTwo_OneWinsAndTheOtherSeesIt()
    {
        Transactions[] replicas = [new(_state, TimeProvider.System), new(_state, TimeProvider.System)];

        var winners = await Task.WhenAll(replicas.Select((replica, i) => Task.Run(() => replica.RunAsync<Counter>(
            "name",
            async (session, token) =>
            {
                if (await session.GetAsync<Counter>("name", token) is { } taken)
                    return taken;
                session.Put("name", new Counter(i));
                return new Counter(i);
            },
            CancellationToken.None))));

        Assert.Equal(winners[0].Value, winners[1].Value);
    }

    [Fact]
    public async Task RunAsync_ChangeOfAnotherAggregate_IsAnErrorAndCommitsNothing()
    {
        var transactions = new Transactions(_state, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => transactions.RunAsync<Counter>(
            "counter:1",
            (session, _) =>
            {
                session.AssumeAbsent("counter:1~part");
                session.AssumeAbsent("counter:2");
                session.Put("counter:1~part", new Counter(1));
                session.Put("counter:2", new Counter(1));
                return Task.FromResult<Outcome<Counter>>(new Counter(1));
            },
            TestContext.Current.CancellationToken));

        Assert.Empty(_state.Keys);
    }

    private static Task IncrementAsync(Transactions transactions) => transactions.RunAsync<Counter>(
        "counter",
        async (session, token) =>
        {
            var counter = await session.GetAsync<Counter>("counter", token) ?? new Counter(0);
            session.Put("counter", new Counter(counter.Value + 1));
            return counter;
        },
        CancellationToken.None);

    private sealed record Counter(int Value);
}
