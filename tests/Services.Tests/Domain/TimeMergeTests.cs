using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Services.Tests.State;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Timelines;

namespace MusicGraph.Services.Tests.Domain;

public sealed class TimeMergeTests
{
    private readonly MemoryState _state = new();
    private readonly SettableTime _time = new();
    private readonly Transactions _transactions;

    public TimeMergeTests() => _transactions = new Transactions(_state, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Items come into their lists late, in any order, and some into several: the merge is what sorting all of them would give.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task NextAsync_OfListsThatItemsComeIntoLate_IsNewestFirst(int seed)
    {
        var random = new Random(seed);
        PagedLog<FeedEntry>[] lists = [.. Enumerable.Range(0, 12).Select(i => new PagedLog<FeedEntry>("list", $"{i}"))];
        var all = new List<Place>();
        for (var i = 0; i < 900; i++)
        {
            _time.Now += TimeSpan.FromMilliseconds(random.Next(0, 3));
            var entry = new FeedEntry(Guid.NewGuid(), _time.Now - TimeSpan.FromMilliseconds(random.Next(0, 300)), _time.Now, Guid.Empty, Named: false);
            all.Add(Place.Of(entry));
            for (var copies = random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
                await lists[random.Next(3) == 0 ? random.Next(12) : 0].AddAsync(_transactions, entry.Id.ToString("N"), 0, () => entry, Token);
        }

        var expected = all.OrderDescending().ToArray();
        var merge = await MergeAsync(lists, after: null);
        var merged = new List<FeedEntry>();
        while (await merge.NextAsync(random.Next(1, 60), Token) is { Count: > 0 } next)
            merged.AddRange(next);
        Assert.Equal(expected, merged.Select(entry => Place.Of(entry)));

        var page = await (await MergeAsync(lists, after: expected[500])).NextAsync(20, Token);
        Assert.Equal(expected[501..521], page.Select(entry => Place.Of(entry)));
    }

    [Fact]
    public async Task NextAsync_OfVeryManyLists_OpensThoseThatChangedLast()
    {
        PagedLog<FeedEntry>[] lists = [.. Enumerable.Range(0, 500).Select(i => new PagedLog<FeedEntry>("list", $"{i}"))];
        foreach (var list in lists)
        {
            _time.Now += TimeSpan.FromSeconds(1);
            await list.AddAsync(_transactions, "one", 0, () => new FeedEntry(Guid.NewGuid(), _time.Now, _time.Now, Guid.Empty, false), Token);
        }

        var merge = await MergeAsync(lists, after: null);
        var before = _state.KeysRead.Count;
        Assert.Equal(20, (await merge.NextAsync(20, Token)).Count);
        Assert.InRange(_state.KeysRead.Count - before, 20, 40);
    }

    private async Task<TimeMerge<FeedEntry>> MergeAsync(PagedLog<FeedEntry>[] lists, Place? after)
    {
        var session = _transactions.Read();
        await PagedLog.LoadHeadsAsync(session, lists, Token);
        return new TimeMerge<FeedEntry>(session, lists, after);
    }
}
