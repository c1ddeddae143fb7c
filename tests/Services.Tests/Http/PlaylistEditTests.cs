using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Edits against old snapshots, of ranges and of all items, and what is remembered of them.</summary>
public sealed class PlaylistEditTests(World world)
{
    private static readonly (HttpStatusCode, string?) Conflict = (HttpStatusCode.Conflict, Problems.SnapshotConflict);
    private static readonly (HttpStatusCode, string?) Invalid = (HttpStatusCode.BadRequest, Problems.Invalid);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EditsThatNameItems_AgainstAnOldSnapshot_Merge()
    {
        var (owner, path, songs) = await StartAsync(5);
        var old = await HeadAsync(owner, path);
        var items = await ItemsAsync(owner, path);
        var seen = Snapshots.Of(old);
        await owner.PostAsync<Playlist>("playlists", $"{path}/items/remove", new ItemsToRemove([items[4].Id]));

        await owner.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd([songs[0]], SnapshotId: seen));
        await owner.PostAsync<Playlist>("playlists", $"{path}/items/remove", new ItemsToRemove([items[0].Id, items[4].Id], seen));
        await owner.PostAsync<Playlist>("playlists", $"{path}/items/move", new ItemMove(items[1].Id, 4, seen));

        Assert.Equal([songs[2], songs[3], songs[0], songs[1]], (await ItemsAsync(owner, path)).Select(item => item.SongId));
    }

    [Fact]
    public async Task EditsThatNamePlaces_AgainstAnOldSnapshot_AreRefused()
    {
        var (owner, path, songs) = await StartAsync(3);
        var seen = Snapshots.Of(await HeadAsync(owner, path));
        var now = Snapshots.Of(await owner.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd([songs[0]], 0, seen)));

        using var refused = await owner.SendAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([songs[0]], 1, seen));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(now, problem.GetProperty("snapshotId").GetString());
        Assert.Equal(Conflict, (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(Conflict, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items/reorder", new ItemsReorder(0, 2, 1, seen)));
        Assert.Equal(Conflict, await owner.FailAsync("playlists", HttpMethod.Put, $"{path}/items", new ItemsReplacement([], seen)));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([songs[0]], 1, "nonsense")));
        Assert.Equal(
            Invalid,
            await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([songs[0]], 1, Snapshots.Of(Guid.NewGuid(), 1))));
        Assert.Equal(4, (await ItemsAsync(owner, path)).Count);
    }

    [Fact]
    public async Task TwoEditorsAtOnce_LoseNothing()
    {
        var (owner, path, songs) = await StartAsync(1);
        var editor = await Someone.RegisterAsync(world);
        using var granted = await owner.SendAsync(
            "playlists", HttpMethod.Put, $"{path}/collaborators/{editor.Id}", new CollaboratorGrant(CollaboratorRole.Editor));
        var seen = Snapshots.Of(await HeadAsync(owner, path));

        await Task.WhenAll(new[] { owner, editor }.Select(one => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
                await one.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd([songs[0]], SnapshotId: seen));
            var own = (await ItemsAsync(one, path)).Where(item => item.AddedBy == one.Id).Take(20).ToArray();
            foreach (var item in own)
                await one.PostAsync<Playlist>("playlists", $"{path}/items/remove", new ItemsToRemove([item.Id], seen));
        })));

        var items = await ItemsAsync(owner, path);
        Assert.Equal(81, items.Count);
        Assert.Equal(40, items.Count(item => item.AddedBy == editor.Id));
        var history = await HistoryAsync(owner, path);
        Assert.Equal(161, history.Count);
        Assert.Equal(60, history.Count(entry => entry.By == editor.Id && entry.Kind == PlaylistChangeKind.Added));
        Assert.Equal(20, history.Count(entry => entry.By == editor.Id && entry.Kind == PlaylistChangeKind.Removed));
        Assert.Equal(Enumerable.Range(1, 161).Reverse().Select(version => (long)version), history.Select(entry => entry.Version));
    }

    [Fact]
    public async Task Reorder_Replace_AndClear_DoWhatTheySay()
    {
        var (owner, path, songs) = await StartAsync(6);

        var moved = await owner.PostAsync<Playlist>("playlists", $"{path}/items/reorder", new ItemsReorder(RangeStart: 1, InsertBefore: 5, RangeLength: 2));
        Assert.Equal(
            [songs[0], songs[3], songs[4], songs[1], songs[2], songs[5]], (await ItemsAsync(owner, path)).Select(item => item.SongId));
        Assert.Equal((6, 6_000L), (moved.ItemCount, moved.DurationMs));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items/reorder", new ItemsReorder(5, 0, 2)));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items/reorder", new ItemsReorder(6, 0, 1)));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items/reorder", new ItemsReorder(0, 7, 1)));

        using var replaced = await owner.SendAsync("playlists", HttpMethod.Put, $"{path}/items", new ItemsReplacement([songs[2], songs[2]]));
        Assert.Equal([songs[2], songs[2]], (await ItemsAsync(owner, path)).Select(item => item.SongId));
        using var cleared = await owner.SendAsync("playlists", HttpMethod.Put, $"{path}/items", new ItemsReplacement([]));
        Assert.Empty(await ItemsAsync(owner, path));
        Assert.Equal(0, (await cleared.Content.ReadFromJsonAsync<Playlist>(ServiceJson.Options, Token))!.DurationMs);

        var history = await HistoryAsync(owner, path);
        Assert.Equal(
            [PlaylistChangeKind.Replaced, PlaylistChangeKind.Replaced, PlaylistChangeKind.Moved, PlaylistChangeKind.Added],
            history.Select(entry => entry.Kind));
        Assert.Equal((1, 3, 2), (history[2].From, history[2].To, history[2].Count));
        Assert.Equal([songs[1], songs[2]], history[2].SongIds);
    }

    [Fact]
    public async Task Edits_OfMoreThanAHundredAtOnce_AreRefused()
    {
        var (owner, path, songs) = await StartAsync(1);
        Guid[] many = [.. Enumerable.Repeat(songs[0], 101)];

        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd(many)));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Post, $"{path}/items/remove", new ItemsToRemove(many)));
        Assert.Equal(Invalid, await owner.FailAsync("playlists", HttpMethod.Put, $"{path}/items", new ItemsReplacement(many)));
    }

    [Fact]
    public async Task ChangesOfItems_AreToldToThoseWhoLook()
    {
        var (owner, path, songs) = await StartAsync(1);

        var playlist = await owner.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd([songs[0]]));

        var told = await world.Listener.HearAsync(Topics.PlaylistItems, EventIds.Of(playlist.Id, -1 - playlist.Version).ToString());
        Assert.Contains(owner.Id.ToString(), told[0], StringComparison.Ordinal);
    }

    private async Task<(Someone Owner, string Path, Guid[] Songs)> StartAsync(int songs)
    {
        var owner = await Someone.RegisterAsync(world);
        var ids = new List<Guid>();
        for (var i = 0; i < songs; i++)
            ids.Add((await owner.AddSongAsync($"Song {i}")).Id);
        var playlist = await owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mix", null, Visibility.Private));
        var path = $"playlists/{playlist.Id}";
        await owner.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd(ids));
        return (owner, path, [.. ids]);
    }

    private static async Task<Playlist> HeadAsync(Someone reader, string path) => Assert.Single(
        await reader.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([Guid.Parse(path.AsSpan("playlists/".Length))])));

    private static async Task<IReadOnlyList<PlaylistItem>> ItemsAsync(Someone reader, string path)
    {
        var window = new ItemsWindow(Guid.Parse(path.AsSpan("playlists/".Length)), new PageRequest(First: 100));
        var pages = await reader.PostAsync<Page<PlaylistItem>?[]>("playlists", "playlists/items/batch", new ItemsBatchRequest([window]));
        return [.. pages[0]!.Items.Select(item => item.Value)];
    }

    private static async Task<IReadOnlyList<PlaylistHistoryEntry>> HistoryAsync(Someone reader, string path)
    {
        var all = new List<PlaylistHistoryEntry>();
        var id = Guid.Parse(path.AsSpan("playlists/".Length));
        for (string? after = null; ;)
        {
            var pages = await reader.PostAsync<Page<PlaylistHistoryEntry>?[]>(
                "playlists", "playlists/history/batch", new ItemsBatchRequest([new ItemsWindow(id, new PageRequest(First: 50, After: after))]));
            all.AddRange(pages[0]!.Items.Select(item => item.Value));
            if (!pages[0]!.HasNextPage)
                return all;
            after = pages[0]!.Items[^1].Cursor;
        }
    }
}
