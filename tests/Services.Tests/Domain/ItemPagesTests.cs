using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Contracts;
using MusicGraph.Playlists;
using MusicGraph.Playlists.Items;
using MusicGraph.Playlists.Upkeep;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Services.Tests.State;

namespace MusicGraph.Services.Tests.Domain;

public sealed class ItemPagesTests
{
    private readonly MemoryState _state = new();
    private readonly Transactions _transactions;
    private readonly Guid _owner = Guid.NewGuid();
    private readonly PlaylistStore _store;
    private readonly ItemEdits _edits;
    private readonly Told _told = new();

    public ItemPagesTests()
    {
        _transactions = new Transactions(_state, TimeProvider.System);
        var eagerly = new Eagerly(NullLogger<Eagerly>.Instance);
        _store = new PlaylistStore(_transactions, new PlaylistLists(_transactions), eagerly, TimeProvider.System);
        _edits = new ItemEdits(_transactions, new PlaylistUpkeep(_transactions), eagerly, _told, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task RandomChanges_LeaveWhatAListWouldHold(int seed)
    {
        var random = new Random(seed);
        var model = new List<Guid>();
        var id = await CreateAsync();
        for (var i = 0; i < 150; i++)
        {
            switch (random.Next(6))
            {
                case 0 when model.Count > 0:
                    var gone = Enumerable.Range(0, random.Next(1, 100)).Select(_ => model[random.Next(model.Count)]).ToHashSet();
                    await RemoveAsync(id, gone);
                    model.RemoveAll(gone.Contains);
                    break;
                case 1 when model.Count > 1:
                    var moved = model[random.Next(model.Count)];
                    var target = random.Next(model.Count);
                    await MoveAsync(id, moved, target);
                    model.Remove(moved);
                    model.Insert(target, moved);
                    break;
                case 2 when model.Count > 1:
                    var start = random.Next(model.Count);
                    var length = random.Next(1, model.Count - start + 1);
                    var before = random.Next(model.Count + 1);
                    await ChangeAsync(id, (pages, token) => pages.MoveRangeAsync(start, length, before, token));
                    MoveRange(model, start, length, before);
                    break;
                default:
                    var position = random.Next(model.Count + 1);
                    await InsertAsync(id, position, random.Next(1, random.Next(4) == 0 ? 500 : 20));
                    var added = (await AllAsync(id)).Select(item => item.Id).ToArray();
                    model.InsertRange(position, added[position..^(model.Count - position)]);
                    Assert.Equal(added, model);
                    break;
            }
        }

        Assert.Equal(model, (await WalkAsync(id, forwards: true)).Select(item => item.Id));
        Assert.Equal(model, (await WalkAsync(id, forwards: false)).Select(item => item.Id));
        var head = await HeadAsync(id);
        Assert.Equal(head.Pages.Count, PagesOf(id));
        Assert.All(head.Pages, page => Assert.InRange(page.Count, 1, ItemPages.PageSize));
        Assert.InRange(head.Pages.Count, 0, ItemPages.MostPages(model.Count) + 8);
        var named = 0;
        foreach (var item in model.Chunk(50).Select(chunk => chunk[0]))
        {
            await ChangeAsync(id, async (pages, token) => named += await pages.PositionOfAsync(item, -1, token) == model.IndexOf(item) ? 1 : 0);
        }

        Assert.Equal((model.Count + 49) / 50, named);
    }

    [Fact]
    public async Task AddingOne_AnywhereInTenThousand_WritesOnePageAndTheHead()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 9_800);
        var random = new Random(7);

        for (var count = 9_800; count < 9_999; count++)
        {
            var position = count % 3 == 0 ? count : random.Next(count);
            var written = await WrittenByAsync(() => InsertAsync(id, position, 1));

            Assert.Equal([PlaylistKeys.Head(id), "a page"], Kinds(id, written));
        }

        Assert.InRange(_state.LargestValue, 1, 20_000);
    }

    [Fact]
    public async Task AddingOne_ToAPageThatIsFull_SplitsIt()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 1_000);
        for (var i = 0; i < 100; i++)
            await InsertAsync(id, 450, 1);

        var written = await WrittenByAsync(() => InsertAsync(id, 450, 1));

        Assert.Equal([PlaylistKeys.Head(id), "a page", "a page"], Kinds(id, written));
    }

    [Fact]
    public async Task MovingOne_InTenThousand_ReadsAndWritesTwoPagesAndTheHead()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 9_950);
        var random = new Random(8);
        for (var i = 0; i < 50; i++)
        {
            var all = await AllAsync(id);
            var (from, to) = (random.Next(all.Count), random.Next(all.Count));
            _state.KeysRead.Clear();
            var written = await WrittenByAsync(() => MoveAsync(id, all[from].Id, to));

            Assert.InRange(Kinds(id, written).Count(kind => kind == "a page"), 1, 2);
            Assert.Single(Kinds(id, written), PlaylistKeys.Head(id));
            // Homes are shared by few: what was moved before may lie on a page or two beside its own.
            Assert.InRange(_state.KeysRead.Distinct().Count(), 2, 8);
        }
    }

    [Fact]
    public async Task RemovingOne_OfTenThousand_ReadsAndWritesItsPageAndTheHead()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 10_000);
        var item = (await AllAsync(id))[4_321];
        _state.KeysRead.Clear();

        var written = await WrittenByAsync(() => RemoveAsync(id, [item.Id]));

        Assert.Equal([PlaylistKeys.Head(id), "a page"], Kinds(id, written));
        // The last page comes with the head, in one call.
        Assert.Equal(3, _state.KeysRead.Distinct().Count());
    }

    [Fact]
    public async Task MovingThousands_CutsThePagesAtTheEdges()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 10_000);
        var model = (await AllAsync(id)).Select(item => item.Id).ToList();

        var written = await WrittenByAsync(() => ChangeAsync(id, (pages, token) => pages.MoveRangeAsync(1_234, 5_000, 9_876, token)));

        MoveRange(model, 1_234, 5_000, 9_876);
        Assert.Equal(model, (await AllAsync(id)).Select(item => item.Id));
        Assert.InRange(written.Count, 4, 7);
    }

    [Fact]
    public async Task RemovingNearlyAll_LeavesAShortDirectory()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 10_000);
        var ids = (await AllAsync(id)).Where((_, i) => i % 100 != 0).Select(item => item.Id).ToArray();

        foreach (var some in ids.Chunk(100))
            await RemoveAsync(id, [.. some]);
        for (var i = 0; i < 20; i++)
            await InsertAsync(id, 0, 1);

        var head = await HeadAsync(id);
        Assert.Equal(120, head.ItemCount);
        Assert.InRange(head.Pages.Count, 1, ItemPages.MostPages(120));
        Assert.Equal(head.Pages.Count, PagesOf(id));
    }

    [Fact]
    public async Task Clear_DeletesThePages()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 10_000);

        await ChangeAsync(id, (pages, _) =>
        {
            pages.Clear();
            return Task.CompletedTask;
        });

        Assert.Equal(0, PagesOf(id));
        Assert.Equal((0, null), ((await HeadAsync(id)).ItemCount, (await HeadAsync(id)).Dropped));
    }

    [Fact]
    public async Task Windows_OfManyPlaylists_TakeTwoReads()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var id = await CreateAsync();
            await InsertAsync(id, 0, 450);
            ids.Add(id);
        }

        var before = _state.Reads;
        var windows = await ItemWindows.ReadAsync(
            _transactions.Read(), [.. ids.Select(id => new ItemsWindow(id, new PageRequest(First: 50)))], null, Token);

        Assert.All(windows.Value, page => Assert.Equal(50, page!.Items.Count));
        Assert.Equal(2, _state.Reads - before);
    }

    [Fact]
    public async Task Window_CursorOfAMovedItem_GoesOnBehindIt()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 300);
        var items = (await AllAsync(id)).Select(item => item.Id).ToArray();
        var first = (await WindowAsync(id, new PageRequest(First: 10)))!;
        await MoveAsync(id, items[9], 250);

        var next = (await WindowAsync(id, new PageRequest(First: 5, After: first.Items[^1].Cursor)))!;

        Assert.Equal(items[251..256], next.Items.Select(item => item.Value.Id));
    }

    [Fact]
    public async Task Window_CursorOfARemovedItem_GoesOnBehindItsPlaceWhateverHappenedBefore()
    {
        var id = await CreateAsync();
        await InsertAsync(id, 0, 300);
        var items = (await AllAsync(id)).Select(item => item.Id).ToArray();
        var window = (await WindowAsync(id, new PageRequest(First: 10, After: (await WindowAsync(id, new PageRequest(First: 100)))!.Items[^1].Cursor)))!;
        await RemoveAsync(id, [items[109]]);
        await InsertAsync(id, 0, 5);

        var next = (await WindowAsync(id, new PageRequest(First: 10, After: window.Items[^1].Cursor)))!;

        Assert.Equal(items[110..120], next.Items.Select(item => item.Value.Id));
    }

    [Fact]
    public async Task Edits_AreToldAndRemembered()
    {
        var id = await CreateAsync();
        for (var i = 0; i < 100; i++)
            await InsertAsync(id, i, 1);

        var head = await HeadAsync(id);
        Assert.InRange(head.HistoryPages, 2, 5);
        Assert.InRange(head.RecentHistory?.Length ?? 0, 0, 1_600);
        Assert.Equal((100, 100L), (_told.Changes[^1].Playlist.ItemCount, _told.Changes[^1].Playlist.Version));
        var walked = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await MusicGraph.Playlists.History.HistoryWindows.ReadAsync(
                _transactions.Read(), head, new PageRequest(First: 7, After: cursor), Token)).Value;
            walked.AddRange(page.Items.Select(item => item.Value.Version));
            cursor = page.HasNextPage ? page.Items[^1].Cursor : null;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(1, 100).Reverse().Select(version => (long)version), walked);
    }

    private static void MoveRange(List<Guid> model, int start, int length, int before)
    {
        if (before >= start && before <= start + length)
            return;
        var moved = model.GetRange(start, length);
        model.RemoveRange(start, length);
        model.InsertRange(before < start ? before : before - length, moved);
    }

    private static IEnumerable<string> Kinds(Guid id, IEnumerable<string> keys) => keys
        .Select(key => key.StartsWith(PlaylistKeys.Head(id) + "~", StringComparison.Ordinal) && !key.Contains("history", StringComparison.Ordinal) ? "a page" : key)
        .OrderBy(kind => kind == "a page");

    /// <summary>What the edit itself wrote: not what is put in order after it, in a transaction of its own.</summary>
    private async Task<IReadOnlyList<string>> WrittenByAsync(Func<Task> edit)
    {
        var before = _state.Commits.Count;
        await edit();
        return _state.Commits[before];
    }

    private int PagesOf(Guid id) => _state.Keys.Count(key =>
        key.StartsWith(PlaylistKeys.Head(id) + "~", StringComparison.Ordinal) && !key.Contains("history", StringComparison.Ordinal));

    private async Task<PlaylistHead> HeadAsync(Guid id) =>
        (await _transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(id), Token))!;

    private async Task<List<PlaylistItem>> AllAsync(Guid id)
    {
        var head = await HeadAsync(id);
        var pages = new ItemPages(_transactions.Read(), id, head.Pages, head.NextPage);
        return [.. await pages.ReadAsync(0, pages.Count, Token)];
    }

    private async Task<List<PlaylistItem>> WalkAsync(Guid id, bool forwards)
    {
        var all = new List<PlaylistItem>();
        string? cursor = null;
        while (true)
        {
            var page = (await WindowAsync(
                id, forwards ? new PageRequest(First: 77, After: cursor) : new PageRequest(Last: 77, Before: cursor)))!;
            all.InsertRange(forwards ? all.Count : 0, page.Items.Select(item => item.Value));
            if (!(forwards ? page.HasNextPage : page.HasPreviousPage))
                return all;
            cursor = forwards ? page.Items[^1].Cursor : page.Items[0].Cursor;
        }
    }

    private async Task<Page<PlaylistItem>?> WindowAsync(Guid id, PageRequest page) =>
        (await ItemWindows.ReadAsync(_transactions.Read(), [new ItemsWindow(id, page)], null, Token)).Value[0];

    private async Task<Guid> CreateAsync() => (await _store.AddAsync(new NewPlaylist("Mix"), _owner, Token)).Id;

    private async Task InsertAsync(Guid id, int position, int count)
    {
        // As many as a transaction has room for.
        foreach (var some in Items(count).Chunk(4_000))
        {
            await ChangeAsync(id, (pages, token) => pages.InsertAsync(position, some, token));
            position += some.Length;
        }
    }

    private async Task RemoveAsync(Guid id, HashSet<Guid> ids)
    {
        for (var hasMore = true; hasMore;)
            await ChangeAsync(id, async (pages, token) => (_, _, hasMore) = await pages.RemoveAsync(ids, token));
    }

    private Task MoveAsync(Guid id, Guid item, int position) => ChangeAsync(id, async (pages, token) =>
    {
        var (removed, _, _) = await pages.RemoveAsync(new HashSet<Guid> { item }, token);
        await pages.InsertAsync(position, removed, token);
    });

    private async Task ChangeAsync(Guid id, Func<ItemPages, CancellationToken, Task> change)
    {
        var outcome = await _edits.RunAsync(
            id,
            _owner,
            null,
            namesPlaces: false,
            async (pages, _, token) =>
            {
                await change(pages, token);
                return new ItemEdit(PlaylistChangeKind.Added, [Guid.NewGuid()], 1);
            },
            Token);
        Assert.Null(outcome.Problem);
    }

    private PlaylistItem[] Items(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new PlaylistItem(Guid.Empty, Guid.NewGuid(), _owner, DateTimeOffset.UnixEpoch, DurationMs: 1_000))];

    private sealed class Told : IItemsTeller
    {
        public List<PlaylistItemsChanged> Changes { get; } = [];

        public void Tell(PlaylistItemsChanged change) => Changes.Add(change);
    }
}
