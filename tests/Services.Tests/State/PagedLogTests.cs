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
        var model = new List<(long Sequence, string Value)>();
        for (var i = 0; i < 700; i++)
        {
            if (model.Count > 0 && random.Next(3) == 0)
            {
                var gone = model[random.Next(model.Count)];
                Assert.True(await RemoveAsync(gone.Sequence));
                model.Remove(gone);
            }
            else
            {
                model.Add((await AppendAsync($"thing {i}"), $"thing {i}"));
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
    public async Task AppendAsync_OnALongList_TouchesTwoKeysOfBoundedSize()
    {
        for (var i = 0; i < 1_000; i++)
            await AppendAsync(new string('x', 10));
        var before = _state.KeysWritten;

        await AppendAsync("last");

        Assert.Equal(2, _state.KeysWritten - before);
        Assert.InRange(_state.LargestValue, 1, 8_000);
    }

    [Fact]
    public async Task WindowsAsync_OfManyLists_ReadsHeadsOnceAndPagesOnce()
    {
        var logs = Enumerable.Range(0, 10).Select(i => new PagedLog<string>("many", $"{i}")).ToArray();
        foreach (var log in logs)
            await AppendAsync("only", log);
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
        await AppendAsync("one");
        var (_, next) = await _log.ReadFromAsync(_transactions.Read(), 0, Token);
        await AppendAsync("two");

        var (items, _) = await _log.ReadFromAsync(_transactions.Read(), next, Token);

        Assert.Equal(["two"], items);
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

    private async Task<long> AppendAsync(string value, PagedLog<string>? log = null)
    {
        var outcome = await _transactions.RunAsync<long>(
            [_log.HeadKey], async (session, token) => await (log ?? _log).AppendAsync(session, value, token), Token);
        return outcome.Value;
    }

    private async Task<bool> RemoveAsync(long sequence)
    {
        var outcome = await _transactions.RunAsync<bool>(
            [_log.HeadKey], async (session, token) => await _log.RemoveAsync(session, sequence, token), Token);
        return outcome.Value;
    }
}
