using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

public sealed class PlaylistsTests(World world)
{
    [Fact]
    public async Task AddItems_TwoClientsTwoHundredTimesEach_AllAreThereInOneOrder()
    {
        var owner = await Someone.RegisterAsync(world);
        var songs = new[] { await owner.AddSongAsync("Left"), await owner.AddSongAsync("Right") };
        var playlist = await CreateAsync(owner);

        await Task.WhenAll(songs.Select(song => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await owner.PostAsync<Playlist>("playlists", $"playlists/{playlist.Id}/items", new ItemsToAdd([song.Id]));
        })));

        var items = await AllItemsAsync(owner, playlist.Id);
        Assert.Equal(400, items.Count);
        Assert.Equal(400, items.Select(item => item.Id).Distinct().Count());
        Assert.All(songs, song => Assert.Equal(200, items.Count(item => item.SongId == song.Id)));
        Assert.Equal(items, await AllItemsAsync(owner, playlist.Id));
        var head = Assert.Single(await owner.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([playlist.Id])));
        Assert.Equal((400, 400L), (head.ItemCount, head.Version));
    }

    [Fact]
    public async Task AddItems_ManyAtOnceOverTwoReplicas_AllAreThere()
    {
        var owner = await Someone.RegisterAsync(world);
        var song = await owner.AddSongAsync("Both");
        var playlist = await CreateAsync(owner);
        HttpClient[] replicas = [world.Client("playlists"), await world.StartAsync("playlists", MusicGraph.Playlists.Program.Create)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"playlists/{playlist.Id}/items")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new ItemsToAdd([song.Id])),
                Headers = { Authorization = new("Bearer", owner.Token) },
            };
            using var response = await replicas[i % 2].SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(60, (await AllItemsAsync(owner, playlist.Id)).Count);
    }

    [Fact]
    public async Task Items_AddedMovedAndRemoved_StandWhereTheyShould()
    {
        var owner = await Someone.RegisterAsync(world);
        var songs = new List<Song>();
        foreach (var title in new[] { "A", "B", "C" })
            songs.Add(await owner.AddSongAsync(title));
        var playlist = await CreateAsync(owner);
        var path = $"playlists/{playlist.Id}/items";
        await owner.PostAsync<Playlist>("playlists", path, new ItemsToAdd([songs[0].Id, songs[1].Id]));
        await owner.PostAsync<Playlist>("playlists", path, new ItemsToAdd([songs[2].Id], Position: 1));
        var items = await AllItemsAsync(owner, playlist.Id);
        Assert.Equal([songs[0].Id, songs[2].Id, songs[1].Id], items.Select(item => item.SongId));

        await owner.PostAsync<Playlist>("playlists", path + "/move", new ItemMove(items[0].Id, 2));
        Assert.Equal([songs[2].Id, songs[1].Id, songs[0].Id], (await AllItemsAsync(owner, playlist.Id)).Select(item => item.SongId));
        await owner.PostAsync<Playlist>("playlists", path + "/remove", new ItemsToRemove([items[1].Id, Guid.NewGuid()]));
        Assert.Equal([songs[1].Id, songs[0].Id], (await AllItemsAsync(owner, playlist.Id)).Select(item => item.SongId));

        (HttpStatusCode, string?) notFound = (HttpStatusCode.NotFound, Problems.NotFound);
        (HttpStatusCode, string?) invalid = (HttpStatusCode.BadRequest, Problems.Invalid);
        Assert.Equal(notFound, await owner.FailAsync("playlists", HttpMethod.Post, path, new ItemsToAdd([Guid.NewGuid()])));
        Assert.Equal(notFound, await owner.FailAsync("playlists", HttpMethod.Post, path + "/move", new ItemMove(Guid.NewGuid(), 0)));
        Assert.Equal(notFound, await owner.FailAsync("playlists", HttpMethod.Post, path + "/remove", new ItemsToRemove([Guid.NewGuid()])));
        Assert.Equal(invalid, await owner.FailAsync("playlists", HttpMethod.Post, path, new ItemsToAdd([songs[0].Id], Position: 3)));
        Assert.Equal(invalid, await owner.FailAsync("playlists", HttpMethod.Post, path, new ItemsToAdd([])));
        Assert.Equal(invalid, await owner.FailAsync("playlists", HttpMethod.Post, path + "/move", new ItemMove(items[0].Id, 2)));
        Assert.Equal(invalid, await owner.FailAsync("playlists", HttpMethod.Post, path + "/move", new { itemId = "x", position = 0 }));
    }

    [Theory]
    [InlineData(Visibility.Public, HttpStatusCode.Forbidden, Problems.Forbidden)]
    [InlineData(Visibility.Private, HttpStatusCode.NotFound, Problems.NotFound)]
    public async Task Changes_OfSomebodyElsesPlaylist_AreRefused(Visibility visibility, HttpStatusCode status, string code)
    {
        var owner = await Someone.RegisterAsync(world);
        var other = await Someone.RegisterAsync(world);
        var song = await owner.AddSongAsync("Mine");
        var playlist = await CreateAsync(owner, visibility);
        await owner.PostAsync<Playlist>("playlists", $"playlists/{playlist.Id}/items", new ItemsToAdd([song.Id]));
        var item = Assert.Single(await AllItemsAsync(owner, playlist.Id));
        (HttpMethod Method, string Path, object? Body)[] changes =
        [
            (HttpMethod.Patch, "", new PlaylistEdit(Name: "Theirs")),
            (HttpMethod.Delete, "", null),
            (HttpMethod.Post, "/items", new ItemsToAdd([song.Id])),
            (HttpMethod.Post, "/items/remove", new ItemsToRemove([item.Id])),
            (HttpMethod.Post, "/items/move", new ItemMove(item.Id, 0)),
        ];

        foreach (var (method, path, body) in changes)
        {
            Assert.Equal((status, code), await other.FailAsync("playlists", method, $"playlists/{playlist.Id}{path}", body));
            Assert.Equal(
                (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
                await Someone.Guest(world).FailAsync("playlists", method, $"playlists/{playlist.Id}{path}", body));
        }

        foreach (var reader in new[] { other, Someone.Guest(world) })
        {
            var visible = visibility == Visibility.Public ? 1 : 0;
            Assert.Equal(visible, (await reader.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([playlist.Id]))).Length);
            Assert.Equal(visible, (await reader.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).TotalCount);
            var items = await reader.PostAsync<Page<PlaylistItem>?[]>(
                "playlists", "playlists/items/batch", new ItemsBatchRequest([new(playlist.Id, new PageRequest())]));
            Assert.Equal(visible == 1, items[0] is not null);
        }

        Assert.Equal(1, (await owner.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).TotalCount);
    }

    [Fact]
    public async Task Edit_VisibilityAndTexts_ShowInTheLists()
    {
        var owner = await Someone.RegisterAsync(world);
        var guest = Someone.Guest(world);
        var playlist = await CreateAsync(owner);
        using var hidden = await owner.SendAsync(
            "playlists", HttpMethod.Patch, $"playlists/{playlist.Id}", new PlaylistEdit("New name", "About", Visibility.Private));
        Assert.Empty((await guest.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).Items);
        using var shown = await owner.SendAsync(
            "playlists", HttpMethod.Patch, $"playlists/{playlist.Id}", new PlaylistEdit(Description: "", Visibility: Visibility.Public));

        var windows = await guest.PostAsync<Page<Playlist>[]>(
            "playlists", "playlists/windows", new WindowsRequest([new(owner.Id, new PageRequest()), new(Guid.NewGuid(), new PageRequest())]));

        var seen = Assert.Single(windows[0].Items).Value;
        Assert.Equal(("New name", null), (seen.Name, seen.Description));
        Assert.Empty(windows[1].Items);
    }

    [Fact]
    public async Task Delete_RemovesItFromEverywhere()
    {
        var owner = await Someone.RegisterAsync(world);
        var song = await owner.AddSongAsync("Gone");
        var playlist = await CreateAsync(owner);
        for (var i = 0; i < 4; i++)
            await owner.PostAsync<Playlist>("playlists", $"playlists/{playlist.Id}/items", new ItemsToAdd([.. Enumerable.Repeat(song.Id, 100)]));

        using var deleted = await owner.SendAsync("playlists", HttpMethod.Delete, $"playlists/{playlist.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, (await owner.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).TotalCount);
        Assert.Empty(await owner.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([playlist.Id])));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await owner.FailAsync("playlists", HttpMethod.Delete, $"playlists/{playlist.Id}"));
    }

    [Fact]
    public async Task AddItems_BeyondTheLimit_IsRefused()
    {
        var owner = await Someone.RegisterAsync(world);
        var song = await owner.AddSongAsync("Full");
        var playlist = await CreateAsync(owner);
        var hundred = new ItemsToAdd([.. Enumerable.Repeat(song.Id, 100)]);
        for (var i = 0; i < 100; i++)
            await owner.PostAsync<Playlist>("playlists", $"playlists/{playlist.Id}/items", hundred);

        Assert.Equal(
            (HttpStatusCode.Conflict, Problems.LimitExceeded),
            await owner.FailAsync("playlists", HttpMethod.Post, $"playlists/{playlist.Id}/items", new ItemsToAdd([song.Id])));
    }

    private static Task<Playlist> CreateAsync(Someone owner, Visibility visibility = Visibility.Public) =>
        owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mix", null, visibility));

    private static async Task<List<PlaylistItem>> AllItemsAsync(Someone reader, Guid playlist)
    {
        var all = new List<PlaylistItem>();
        string? cursor = null;
        while (true)
        {
            var pages = await reader.PostAsync<Page<PlaylistItem>?[]>(
                "playlists", "playlists/items/batch", new ItemsBatchRequest([new(playlist, new PageRequest(First: 100, After: cursor))]));
            all.AddRange(pages[0]!.Items.Select(item => item.Value));
            if (!pages[0]!.HasNextPage)
                return all;
            cursor = pages[0]!.Items[^1].Cursor;
        }
    }
}
