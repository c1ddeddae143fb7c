using System.Net;
using System.Net.Http.Json;
using MusicGraph.Contracts;
using MusicGraph.Servers;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Who may see, change and follow a playlist, what they like, and what is left when somebody or something goes.</summary>
public sealed class PlaylistPeopleTests(World world)
{
    private static readonly (HttpStatusCode, string?) NotFound = (HttpStatusCode.NotFound, Problems.NotFound);
    private static readonly (HttpStatusCode, string?) Forbidden = (HttpStatusCode.Forbidden, Problems.Forbidden);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unlisted_IsSeenByWhoHasItsId_AndStandsInNoList()
    {
        var (owner, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var playlist = await CreateAsync(owner, Visibility.Unlisted);

        Assert.NotNull(await FindAsync(Someone.Guest(world), playlist.Id));
        Assert.Empty((await other.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).Items);
        Assert.DoesNotContain(
            (await other.GetAsync<Page<Playlist>>("playlists", "playlists?first=100")).Items, item => item.Value.Id == playlist.Id);
        Assert.Single((await owner.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).Items);
    }

    [Fact]
    public async Task Collaborators_MayWhatTheirRoleSays()
    {
        var (owner, editor, viewer, other) = (
            await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await owner.AddSongAsync("Ours");
        var playlist = await CreateAsync(owner, Visibility.Private);
        var path = $"playlists/{playlist.Id}";
        await GrantAsync(owner, path, editor, CollaboratorRole.Editor);
        await GrantAsync(owner, path, viewer, CollaboratorRole.Viewer);

        await editor.PostAsync<Playlist>("playlists", $"{path}/items", new ItemsToAdd([song.Id]));
        Assert.Equal(Forbidden, await viewer.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([song.Id])));
        Assert.Equal(NotFound, await other.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([song.Id])));
        foreach (var one in new[] { editor, viewer })
        {
            Assert.Equal(1, (await FindAsync(one, playlist.Id))!.ItemCount);
            Assert.Equal(Forbidden, await one.FailAsync("playlists", HttpMethod.Patch, path, new PlaylistEdit("Mine")));
            Assert.Equal(Forbidden, await one.FailAsync("playlists", HttpMethod.Delete, path));
            Assert.Equal(Forbidden, await one.FailAsync("playlists", HttpMethod.Delete, $"{path}/collaborators/{(one == editor ? viewer : editor).Id}"));
            Assert.Equal(Forbidden, await one.FailAsync("playlists", HttpMethod.Post, $"{path}/invites", new NewInvite(CollaboratorRole.Editor)));
            Assert.Equal(
                Forbidden, await one.FailAsync("playlists", HttpMethod.Put, $"{path}/collaborators/{other.Id}", new CollaboratorGrant(CollaboratorRole.Editor)));
            Assert.Equal([playlist.Id], await IdsAsync(one, "playlists/shared"));
            Assert.Single((await HistoryAsync(one, playlist.Id))!.Items);
        }

        using var left = await viewer.SendAsync("playlists", HttpMethod.Delete, $"{path}/collaborators/{viewer.Id}");
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        using var ended = await owner.SendAsync("playlists", HttpMethod.Delete, $"{path}/collaborators/{editor.Id}");
        Assert.Null(await FindAsync(viewer, playlist.Id));
        Assert.Empty(await IdsAsync(viewer, "playlists/shared"));
        Assert.Equal(NotFound, await editor.FailAsync("playlists", HttpMethod.Post, $"{path}/items", new ItemsToAdd([song.Id])));
        Assert.Equal(editor.Id, Assert.Single(await ItemsAsync(owner, playlist.Id)).AddedBy);
    }

    [Fact]
    public async Task Viewers_AreNobodyElsesBusiness()
    {
        var (owner, editor, viewer) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var playlist = await CreateAsync(owner);
        await GrantAsync(owner, $"playlists/{playlist.Id}", editor, CollaboratorRole.Editor);
        await GrantAsync(owner, $"playlists/{playlist.Id}", viewer, CollaboratorRole.Viewer);

        Assert.Equal([editor.Id], (await FindAsync(Someone.Guest(world), playlist.Id))!.Collaborators!.Select(one => one.UserId));
        Assert.Equal([editor.Id, viewer.Id], (await FindAsync(viewer, playlist.Id))!.Collaborators!.Select(one => one.UserId));
    }

    [Fact]
    public async Task Invites_LetInUntilTheyAreRevoked()
    {
        var (owner, friend, late) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var path = $"playlists/{(await CreateAsync(owner, Visibility.Private)).Id}";
        var invite = await owner.PostAsync<PlaylistInvite>("playlists", $"{path}/invites", new NewInvite(CollaboratorRole.Editor));

        var joined = await friend.PostAsync<Playlist>("playlists", "playlists/invites/accept", new InviteAcceptance(invite.Token));
        Assert.Equal((friend.Id, CollaboratorRole.Editor), (joined.Collaborators![0].UserId, joined.Collaborators[0].Role));
        using var revoked = await owner.SendAsync("playlists", HttpMethod.Delete, $"{path}/invites");

        Assert.Equal(NotFound, await late.FailAsync("playlists", HttpMethod.Post, "playlists/invites/accept", new InviteAcceptance(invite.Token)));
        Assert.Equal(NotFound, await late.FailAsync("playlists", HttpMethod.Post, "playlists/invites/accept", new InviteAcceptance("guess")));
        var forged = (invite.Token[0] == 'A' ? "B" : "A") + invite.Token[1..];
        Assert.Equal(NotFound, await late.FailAsync("playlists", HttpMethod.Post, "playlists/invites/accept", new InviteAcceptance(forged)));
    }

    [Fact]
    public async Task Follows_AreCountedAndListed()
    {
        var (owner, fan, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var (first, second) = (await CreateAsync(owner), await CreateAsync(owner));
        var hidden = await CreateAsync(owner, Visibility.Private);
        foreach (var playlist in new[] { first, second, first })
            await PutAsync<PlaylistFollows>(fan, $"playlists/{playlist.Id}/follow");

        var counts = await PutAsync<PlaylistFollows>(other, $"playlists/{first.Id}/follow");
        Assert.Equal((2, true), (counts.Followers, counts.FollowedByViewer));
        Assert.Equal([second.Id, first.Id], await IdsAsync(fan, "playlists/followed"));
        Assert.Equal(NotFound, await fan.FailAsync("playlists", HttpMethod.Put, $"playlists/{hidden.Id}/follow"));

        using var ended = await fan.SendAsync("playlists", HttpMethod.Delete, $"playlists/{first.Id}/follow");
        var batch = await fan.PostAsync<PlaylistFollows[]>("playlists", "playlists/follows/batch", new BatchRequest([first.Id, second.Id]));
        Assert.Equal([(1, false), (1, true)], batch.Select(one => (one.Followers, one.FollowedByViewer)));
        using var deleted = await owner.SendAsync("playlists", HttpMethod.Delete, $"playlists/{second.Id}");
        await Condition.UntilAsync(
            async () => (await fan.GetAsync<Page<Playlist>>("playlists", "playlists/followed")).TotalCount == 0, "a deleted playlist was followed no more", Token);
    }

    [Fact]
    public async Task Likes_AreAPlaylistOfTheirOwn()
    {
        var (user, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var songs = new List<Guid>();
        for (var i = 0; i < 3; i++)
            songs.Add((await user.AddSongAsync($"Liked {i}")).Id);

        await LikeAsync(user, "likes", [songs[0]]);
        await LikeAsync(user, "likes", [songs[1], songs[2], songs[0], songs[1]]);
        var id = MusicGraph.Playlists.Likes.LikeStore.PlaylistOf(user.Id);
        Assert.Equal([songs[1], songs[2], songs[0]], (await ItemsAsync(user, id)).Select(item => item.SongId));
        Assert.Equal((3, "Liked Songs", Visibility.Private), Describe((await FindAsync(user, id))!));
        Assert.Null(await FindAsync(other, id));
        Assert.Equal([songs[2]], await user.PostAsync<Guid[]>("playlists", "likes/batch", new BatchRequest([Guid.NewGuid(), songs[2]])));
        Assert.Empty(await other.PostAsync<Guid[]>("playlists", "likes/batch", new BatchRequest(songs)));

        await LikeAsync(user, "likes/remove", [songs[2], Guid.NewGuid()]);
        Assert.Equal([songs[1], songs[0]], (await ItemsAsync(user, id)).Select(item => item.SongId));
        Assert.Equal(NotFound, await user.FailAsync("playlists", HttpMethod.Post, "likes", new SongLikes([Guid.NewGuid()])));
        Assert.Equal(Forbidden, await user.FailAsync("playlists", HttpMethod.Patch, $"playlists/{id}", new PlaylistEdit("Mine")));
        Assert.Equal(Forbidden, await user.FailAsync("playlists", HttpMethod.Delete, $"playlists/{id}"));
        Assert.Equal(Forbidden, await user.FailAsync("playlists", HttpMethod.Post, $"playlists/{id}/items", new ItemsToAdd([songs[0]])));

        static (int, string, Visibility) Describe(Playlist playlist) => (playlist.ItemCount, playlist.Name, playlist.Visibility);
    }

    [Fact]
    public async Task SongDeleted_VanishesFromPlaylistsAndLikes()
    {
        var user = await Someone.RegisterAsync(world);
        var (stays, goes) = (await user.AddSongAsync("Stays"), await user.AddSongAsync("Goes"));
        var playlist = await CreateAsync(user);
        await user.PostAsync<Playlist>("playlists", $"playlists/{playlist.Id}/items", new ItemsToAdd([goes.Id, stays.Id, goes.Id]));
        await LikeAsync(user, "likes", [stays.Id, goes.Id]);

        await DeliverAsync(Topics.Songs, new CatalogItemChanged(Guid.NewGuid(), goes with { Version = 2, DeletedAt = DateTimeOffset.UtcNow }, []));

        Assert.Equal([stays.Id], (await ItemsAsync(user, playlist.Id)).Select(item => item.SongId));
        Assert.Equal((1, 1_000L), ((await FindAsync(user, playlist.Id))!.ItemCount, (await FindAsync(user, playlist.Id))!.DurationMs));
        Assert.Equal([stays.Id], (await ItemsAsync(user, MusicGraph.Playlists.Likes.LikeStore.PlaylistOf(user.Id))).Select(item => item.SongId));
        Assert.Equal(NotFound, await user.FailAsync("playlists", HttpMethod.Post, $"playlists/{playlist.Id}/items", new ItemsToAdd([goes.Id])));
        Assert.Null(await HistoryAsync(await Someone.RegisterAsync(world), playlist.Id));
        var entry = (await HistoryAsync(user, playlist.Id))!.Items[0].Value;
        Assert.Equal((PlaylistChangeKind.Removed, null, 2), (entry.Kind, entry.By, entry.Count));
    }

    [Fact]
    public async Task UserDeleted_TakesTheirPlaylistsFollowsAndLikesAlong()
    {
        var (gone, stays) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await gone.AddSongAsync("Left behind");
        var (own, shared) = (await CreateAsync(gone), await CreateAsync(stays));
        await GrantAsync(stays, $"playlists/{shared.Id}", gone, CollaboratorRole.Editor);
        await gone.PostAsync<Playlist>("playlists", $"playlists/{shared.Id}/items", new ItemsToAdd([song.Id]));
        await PutAsync<PlaylistFollows>(gone, $"playlists/{shared.Id}/follow");
        await LikeAsync(gone, "likes", [song.Id]);

        for (var i = 0; i < 2; i++)
            await DeliverAsync<UserEvent>(Topics.Users, new UserDeleted(Guid.NewGuid(), gone.Id, DateTimeOffset.UtcNow, Revision: 2));

        Assert.Null(await FindAsync(gone, own.Id));
        var left = (await FindAsync(stays, shared.Id))!;
        Assert.Null(left.Collaborators);
        Assert.Equal(1, left.ItemCount);
        Assert.Equal(0, Assert.Single(await stays.PostAsync<PlaylistFollows[]>("playlists", "playlists/follows/batch", new BatchRequest([shared.Id]))).Followers);
        Assert.Empty(await gone.PostAsync<Guid[]>("playlists", "likes/batch", new BatchRequest([song.Id])));
        Assert.Empty(await IdsAsync(gone, "playlists/followed"));
    }

    private static Task<Playlist> CreateAsync(Someone owner, Visibility visibility = Visibility.Public) =>
        owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mix", null, visibility));

    private static async Task GrantAsync(Someone owner, string path, Someone user, CollaboratorRole role)
    {
        using var granted = await owner.SendAsync("playlists", HttpMethod.Put, $"{path}/collaborators/{user.Id}", new CollaboratorGrant(role));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    private static async Task LikeAsync(Someone user, string path, Guid[] songs)
    {
        using var done = await user.SendAsync("playlists", HttpMethod.Post, path, new SongLikes(songs));
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
    }

    private static async Task<T> PutAsync<T>(Someone user, string path)
    {
        using var done = await user.SendAsync("playlists", HttpMethod.Put, path);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        return (await done.Content.ReadFromJsonAsync<T>(ServiceJson.Options, Token))!;
    }

    private static async Task<Page<PlaylistHistoryEntry>?> HistoryAsync(Someone reader, Guid id) =>
        (await reader.PostAsync<Page<PlaylistHistoryEntry>?[]>(
            "playlists", "playlists/history/batch", new ItemsBatchRequest([new ItemsWindow(id, new PageRequest())])))[0];

    private static async Task<Playlist?> FindAsync(Someone reader, Guid id) =>
        (await reader.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([id]))).SingleOrDefault();

    private static async Task<Guid[]> IdsAsync(Someone reader, string path) =>
        [.. (await reader.GetAsync<Page<Playlist>>("playlists", path)).Items.Select(item => item.Value.Id)];

    private static async Task<IReadOnlyList<PlaylistItem>> ItemsAsync(Someone reader, Guid id)
    {
        var pages = await reader.PostAsync<Page<PlaylistItem>?[]>(
            "playlists", "playlists/items/batch", new ItemsBatchRequest([new ItemsWindow(id, new PageRequest(First: 100))]));
        return [.. pages[0]!.Items.Select(item => item.Value)];
    }

    /// <summary>Delivers an event as the sidecar does.</summary>
    private async Task DeliverAsync<T>(string topic, T data)
    {
        var envelope = new { specversion = "1.0", id = Guid.NewGuid(), source = "test", type = "com.dapr.event.sent", datacontenttype = "application/json", data };
        using var body = JsonContent.Create(envelope, new("application/cloudevents+json"), ServiceJson.Options);
        using var response = await world.Client("playlists").PostAsync($"events/{topic}", body, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
