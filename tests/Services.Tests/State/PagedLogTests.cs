using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

public sealed class PagedLogTests
{
    private readonly MemoryState _state = new();
    private readonly PagedLog<string> _log = new("things");
    private readonly Transactions _transactions;

    public PagedLogTests() => _transactions = new Transactions(_state, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WindowAsync_AfterRandomAppendsAndRemovals_AnswersWhatAListWould(int seed)
    {
        var random = new Random(seed);
        var model = new List<(string Id, string Value)>();
        for (var i = 0; i < 700; i++)
        {
            if (model.Count > 0 && random.Next(3) == 0)
            {
                var gone = model[random.Next(model.Count)];
                await RemoveAsync(gone.Id);
                model.Remove(gone);
            }
            else
            {
                await AddAsync($"thing {i}");
                model.Add(($"thing {i}", $"thing {i}"));
            }
        }

        foreach (var newestFirst in new[] { true, false })
        {
            var expected = newestFirst ? Enumerable.Reverse(model).ToArray() : [.. model];
            Assert.Equal(expected.Select(item => item.Value), await WalkAsync(newestFirst, forwards: true, random));
            Assert.Equal(expected.Select(item => item.Value), await WalkAsync(newestFirst, forwards: false, random));
        }
    }

    [Fact]
    public async Task AddAsync_OnALongList_TouchesThreeKeysOfBoundedSize()
    {
        for (var i = 0; i < 1_000; i++)
            await AddAsync($"item {i:D10}");
        var before = _state.KeysWritten;

        await AddAsync("last");

        Assert.Equal(3, _state.KeysWritten - before);
        Assert.InRange(_state.LargestValue, 1, 8_000);
    }

    [Fact]
    public async Task WindowsAsync_OfManyLists_ReadsHeadsOnceAndPagesOnce()
    {
        var logs = Enumerable.Range(0, 10).Select(i => new PagedLog<string>("many", $"{i}")).ToArray();
        foreach (var log in logs)
            await AddAsync("only", log: log);
        var before = _state.Reads;

        var windows = await PagedLog<string>.WindowsAsync(
            _transactions.Read(), [.. logs.Select(log => (log, (PageRequest?)null))], newestFirst: true, Token);

        Assert.All(windows.Value, page => Assert.Equal("only", Assert.Single(page.Items).Value));
        Assert.Equal(2, _state.Reads - before);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task WindowAsync_CursorOfAnotherKind_IsInvalid(string cursor)
    {
        var window = await _log.WindowAsync(_transactions.Read(), new PageRequest(After: cursor), newestFirst: true, Token);

        Assert.Equal(Problems.Invalid, window.Problem?.Code);
    }

    [Fact]
    public async Task ReadFromAsync_FromWhereItStopped_GivesOnlyWhatIsNew()
    {
        await AddAsync("one");
        var (_, next) = await _log.ReadFromAsync(_transactions.Read(), 0, Token);
        await AddAsync("two");

        var (items, _) = await _log.ReadFromAsync(_transactions.Read(), next, Token);

        Assert.Equal(["two"], items);
    }

    [Fact]
    public async Task AddAsync_Twice_ListsItOnce()
    {
        await AddAsync("one");
        await AddAsync("two");
        await AddAsync("one");

        Assert.Equal(["one", "two"], await WalkAsync(newestFirst: false, forwards: true, new Random(1)));
    }

    [Theory]
    [InlineData("+1 -2 +3", true)]
    [InlineData("+1 +3 -2", true)]
    [InlineData("-2 +1 +3", true)]
    [InlineData("+3 -2 +1", true)]
    [InlineData("+1 -2 +1 -2", false)]
    [InlineData("-2 +1", false)]
    [InlineData("-4 +3 +1 -2", false)]
    public async Task Changes_TwiceAndOutOfTurn_LeaveWhatTheLatestVersionSays(string changes, bool isListed)
    {
        await AddAsync("before");
        foreach (var change in changes.Split(' '))
        {
            var version = change[1] - '0';
            await (change[0] == '+' ? AddAsync("item", version) : RemoveAsync("item", version));
        }

        string[] expected = isListed ? ["before", "item"] : ["before"];
        Assert.Equal(expected, await WalkAsync(newestFirst: false, forwards: true, new Random(1)));
        var page = (await _log.WindowAsync(_transactions.Read(), null, newestFirst: true, Token)).Value;
        Assert.Equal(expected.Length, page.TotalCount);
    }

    private async Task<List<string>> WalkAsync(bool newestFirst, bool forwards, Random random)
    {
        var all = new List<string>();
        string? cursor = null;
        while (true)
        {
            var size = random.Next(1, 60);
            var request = forwards ? new PageRequest(First: size, After: cursor) : new PageRequest(Last: size, Before: cursor);
            var page = (await _log.WindowAsync(_transactions.Read(), request, newestFirst, Token)).Value;
            all.InsertRange(forwards ? all.Count : 0, page.Items.Select(item => item.Value));
            if (!(forwards ? page.HasNextPage : page.HasPreviousPage))
                return all;
            Assert.Equal(size, page.Items.Count);
            cursor = forwards ? page.Items[^1].Cursor : page.Items[0].Cursor;
        }
    }

    private Task AddAsync(string value, long version = 0, PagedLog<string>? log = null) =>
        (log ?? _log).AddAsync(_transactions, value, version, () => value, Token);

    private Task RemoveAsync(string id, long version = 1) => _log.RemoveAsync(_transactions, id, version, Token);
}
