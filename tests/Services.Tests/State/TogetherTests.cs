using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

/// <summary>Changes of one list that are made together, and a list that forgets.</summary>
public sealed class TogetherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyAppends_WhileOneIsWritten_ShareTransactions()
    {
        var (state, log) = (new GatedState(), new PagedLog<int>("things"));
        var transactions = new Transactions(state, TimeProvider.System);

        var first = log.AddAsync(transactions, "first", 0, () => -1, Token);
        var rest = Enumerable.Range(0, 100).Select(i => log.AddAsync(transactions, $"{i}", 0, () => i, Token)).ToArray();
        state.Open();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(4, state.Commits);
        var window = await log.WindowAsync(transactions.Read(), new(100), newestFirst: false, Token);
        Assert.Equal(Enumerable.Range(-1, 100), window.Value.Items.Select(item => item.Value));
        Assert.Equal(101, window.Value.TotalCount);
    }

    [Fact]
    public async Task AppendsAndRemovals_Together_LeaveWhatTheyWouldOneByOne()
    {
        var (state, log) = (new GatedState(), new PagedLog<int>("things"));
        var transactions = new Transactions(state, TimeProvider.System);

        var work = Enumerable.Range(0, 60)
            .SelectMany(i => (Task[])[log.AddAsync(transactions, $"{i}", 1, () => i, Token), log.RemoveAsync(transactions, $"{i}", i % 2 == 0 ? 2 : 0, Token)])
            .ToArray();
        state.Open();
        await Task.WhenAll(work);

        var window = await log.WindowAsync(transactions.Read(), new(100), newestFirst: false, Token);
        Assert.Equal(Enumerable.Range(0, 60).Where(i => i % 2 == 1), window.Value.Items.Select(item => item.Value));
        Assert.Equal(30, window.Value.TotalCount);
    }

    [Fact]
    public async Task WorkThatFails_FailsForThoseWhoWaitForIt_AndForNobodyAfter()
    {
        var state = new GatedState();
        var transactions = new Transactions(state, TimeProvider.System);
        state.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => transactions.RunTogetherAsync(
            "list:a", ["list:a"], (_, _) => throw new InvalidOperationException(), Token));

        await transactions.RunTogetherAsync("list:a", ["list:a"], (session, _) => Put(session), Token);
        Assert.Equal(1, state.Commits);

        static Task Put(StateSession session)
        {
            session.Put("list:a", "there");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task ListThatForgets_KeepsItsLatestPages()
    {
        var (state, log) = (new MemoryState(), new PagedLog<int>("things", "", keepPages: 2));
        var transactions = new Transactions(state, TimeProvider.System);
        for (var i = 0; i < 450; i++)
            await log.AddAsync(transactions, $"{i}", 0, () => i, Token);

        await log.RemoveAsync(transactions, "10", 1, Token);
        await log.RemoveAsync(transactions, "445", 1, Token);

        var session = transactions.Read();
        var kept = (await PagedLog<int>.ReadAllAsync(session, [log], Token))[0];
        Assert.Equal(Enumerable.Range(300, 150).Except([445]), kept);
        Assert.Equal(149, log.LoadedCount(session));
        Assert.Equal(2, state.Keys.Count(key => key.Contains("~page", StringComparison.Ordinal)));
        var window = await log.WindowAsync(transactions.Read(), new(Last: 3), newestFirst: true, Token);
        Assert.Equal([302, 301, 300], window.Value.Items.Select(item => item.Value));
    }

    /// <summary>State that writes nothing until it is opened.</summary>
    private sealed class GatedState : IState
    {
        private readonly MemoryState _state = new();
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _commits;

        public int Commits => _commits;

        public void Open() => _open.SetResult();

        public Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
            _state.ReadAsync(keys, cancellationToken);

        public async Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
        {
            Assert.InRange(changes.Count, 1, 99);
            await _open.Task;
            Interlocked.Increment(ref _commits);
            return await _state.TryCommitAsync(changes, cancellationToken);
        }
    }
}
