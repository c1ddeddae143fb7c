using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Contracts;
using MusicGraph.Playlists;
using MusicGraph.Playlists.Items;
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

    public ItemPagesTests()
    {
        _transactions = new Transactions(_state, TimeProvider.System);
        _store = new PlaylistStore(_transactions, new Eagerly(NullLogger<Eagerly>.Instance), TimeProvider.System);
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
        var model = new List<PlaylistItem>();
        var id = await CreateAsync();
        for (var i = 0; i < 120; i++)
        {
            switch (random.Next(4))
            {
                case 0 when model.Count > 0:
                    var gone = Enumerable.Range(0, random.Next(1, 80)).Select(_ => model[random.Next(model.Count)].Id).ToHashSet();
                    await ChangeAsync(id, (pages, token) => pages.RemoveAsync(gone, token));
                    model.RemoveAll(item => gone.Contains(item.Id));
                    break;
                case 1 when model.Count > 1:
                    var moved = model[random.Next(model.Count)];
                    var target = random.Next(model.Count);
                    await ChangeAsync(id, async (pages, token) =>
                    {
                        await pages.RemoveAsync(new HashSet<Guid> { moved.Id }, token);
                        await pages.InsertAsync(target, [moved], token);
                    });
                    model.Remove(moved);
                    model.Insert(target, moved);
                    break;
                default:
                    var items = Items(random.Next(1, random.Next(4) == 0 ? 500 : 20));
                    var position = random.Next(model.Count + 1);
                    await ChangeAsync(id, (pages, token) => pages.InsertAsync(position, items, token));
                    model.InsertRange(position, items);
                    break;
            }
        }

        Assert.Equal(model, await WalkAsync(id, forwards: true));
        Assert.Equal(model, await WalkAsync(id, forwards: false));
        var head = (await _transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(id), Token))!;
        Assert.Equal(head.Pages.Count, _state.Keys.Count(key => key.StartsWith(PlaylistKeys.Head(id) + "~", StringComparison.Ordinal)));
        Assert.All(head.Pages, page => Assert.InRange(page.Count, 1, ItemPages.PageSize));
        Assert.InRange(head.Pages.Count, 0, (model.Count / 50) + 1);
    }

    [Fact]
    public async Task Append_ToTenThousandItems_WritesOnePageAndTheHead()
    {
        var id = await CreateAsync();
        await ChangeAsync(id, (pages, token) => pages.InsertAsync(0, Items(9_999), token));
        var before = _state.KeysWritten;

        await ChangeAsync(id, (pages, token) => pages.InsertAsync(pages.Count, Items(1), token));

        Assert.Equal(2, _state.KeysWritten - before);
        Assert.InRange(_state.LargestValue, 1, 100_000);
    }

    [Fact]
    public async Task Windows_OfManyPlaylists_TakeTwoReads()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var id = await CreateAsync();
            await ChangeAsync(id, (pages, token) => pages.InsertAsync(0, Items(450), token));
            ids.Add(id);
        }

        var before = _state.Reads;
        var windows = await _store.ItemsAsync([.. ids.Select(id => new ItemsWindow(id, new PageRequest(First: 50)))], null, Token);

        Assert.All(windows.Value, page => Assert.Equal(50, page!.Items.Count));
        Assert.Equal(2, _state.Reads - before);
    }

    [Fact]
    public async Task Window_CursorOfARemovedItem_GoesOnBehindItsPlace()
    {
        var id = await CreateAsync();
        var items = Items(300);
        await ChangeAsync(id, (pages, token) => pages.InsertAsync(0, items, token));
        var first = (await WindowAsync(id, new PageRequest(First: 10)))!;
        await ChangeAsync(id, (pages, token) => pages.RemoveAsync(new HashSet<Guid> { items[9].Id }, token));

        var next = (await WindowAsync(id, new PageRequest(First: 10, After: first.Items[^1].Cursor)))!;

        Assert.Equal(items[10..20], next.Items.Select(item => item.Value));
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
        (await _store.ItemsAsync([new ItemsWindow(id, page)], null, Token)).Value[0];

    private async Task<Guid> CreateAsync() => (await _store.AddAsync(new NewPlaylist("Mix"), _owner, Token)).Id;

    private async Task ChangeAsync(Guid id, Func<ItemPages, CancellationToken, Task> change)
    {
        var outcome = await _store.ChangeItemsAsync(
            id,
            _owner,
            async (pages, _, token) =>
            {
                await change(pages, token);
                return null;
            },
            Token);
        Assert.Null(outcome.Problem);
    }

    private PlaylistItem[] Items(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new PlaylistItem(Guid.NewGuid(), Guid.NewGuid(), _owner, DateTimeOffset.UnixEpoch))];
}
