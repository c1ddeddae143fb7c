using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

public sealed class SocialTests(World world)
{
    [Fact]
    public async Task Follow_TwiceThenUnfollowTwice_CountsOnce()
    {
        var (fan, star) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await FollowAsync(fan, star);
        await FollowAsync(fan, star);

        Assert.Equal(new FollowCounts(star.Id, 1, 0, FollowedByViewer: true), await CountsAsync(fan, star.Id));
        Assert.Equal(new FollowCounts(fan.Id, 0, 1, FollowedByViewer: false), await CountsAsync(star, fan.Id));
        var followers = await star.GetAsync<Page<Guid>>("social", $"users/{star.Id}/followers");
        Assert.Equal(fan.Id, Assert.Single(followers.Items).Value);
        var following = await star.PostAsync<Page<Guid>[]>(
            "social", "following/windows", new WindowsRequest([new(fan.Id, new PageRequest()), new(star.Id, new PageRequest())]));
        Assert.Equal([1, 0], following.Select(page => page.TotalCount));

        foreach (var _ in new[] { 1, 2 })
        {
            using var response = await fan.SendAsync("social", HttpMethod.Delete, $"follows/{star.Id}");
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        Assert.Equal(new FollowCounts(star.Id, 0, 0, FollowedByViewer: false), await CountsAsync(fan, star.Id));
    }

    [Fact]
    public async Task Follow_OneselfOrNobody_IsRefused()
    {
        var user = await Someone.RegisterAsync(world);

        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid), await user.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(user.Id)));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(Guid.NewGuid())));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
            await Someone.Guest(world).FailAsync("social", HttpMethod.Post, "follows", new NewFollow(user.Id)));
    }

    [Fact]
    public async Task Feed_MergesFollowedSharesAndInbox_NewestFirst()
    {
        var reader = await Someone.RegisterAsync(world);
        var friends = new[] { await Someone.RegisterAsync(world), await Someone.RegisterAsync(world) };
        var stranger = await Someone.RegisterAsync(world);
        foreach (var friend in friends)
            await FollowAsync(reader, friend);
        var song = await stranger.AddSongAsync("Shared");
        var expected = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            expected.Add((await ShareAsync(friends[i % 2], song)).Id);
            if (i % 5 == 0)
                expected.Add((await ShareAsync(stranger, song, reader.Id)).Id);
            await ShareAsync(stranger, song);
        }

        expected.Reverse();

        Assert.Equal(expected, await WalkFeedAsync(reader, forwards: true));
        Assert.Equal(expected, await WalkFeedAsync(reader, forwards: false));
        Assert.Equal(expected.Count, (await reader.GetAsync<Page<Share>>("social", "feed?first=1")).TotalCount);
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await reader.FailAsync("social", HttpMethod.Get, "feed?after=x"));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated), await Someone.Guest(world).FailAsync("social", HttpMethod.Get, "feed"));
    }

    [Fact]
    public async Task Feed_LongerThanAPageOfItsLists_IsWalkedWhole()
    {
        var (reader, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await FollowAsync(reader, friend);
        var song = await friend.AddSongAsync("Often");
        var expected = new List<Guid>();
        for (var i = 0; i < 230; i++)
            expected.Insert(0, (await ShareAsync(friend, song)).Id);

        Assert.Equal(expected, await WalkFeedAsync(reader, forwards: true));
        Assert.Equal(expected, await WalkFeedAsync(reader, forwards: false));
    }

    [Fact]
    public async Task Share_Addressed_IsSeenBySharerAndRecipientOnly()
    {
        var (sharer, friend, other) =
            (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var share = await ShareAsync(sharer, await sharer.AddSongAsync("Secret"), friend.Id);
        var open = await ShareAsync(sharer, await sharer.AddSongAsync("Open"));

        foreach (var (reader, expected) in new[] { (sharer, 2), (friend, 2), (other, 1), (Someone.Guest(world), 0) })
            Assert.Equal(expected, (await reader.PostAsync<Share[]>("social", "shares/batch", new BatchRequest([share.Id, open.Id]))).Length);
    }

    [Fact]
    public async Task Share_WhatOneMayNotSeeOrWithNobody_IsRefused()
    {
        var (sharer, owner) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await owner.AddSongAsync("Any");
        var hidden = await owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mine", null, Visibility.Private));
        (NewShare Share, HttpStatusCode Status, string Code)[] cases =
        [
            (new(ShareKind.Playlist, hidden.Id), HttpStatusCode.NotFound, Problems.NotFound),
            (new(ShareKind.Song, hidden.Id), HttpStatusCode.NotFound, Problems.NotFound),
            (new(ShareKind.Song, song.ArtistIds[0]), HttpStatusCode.NotFound, Problems.NotFound),
            (new(ShareKind.Song, song.Id, null, [Guid.NewGuid()]), HttpStatusCode.NotFound, Problems.NotFound),
            (new(ShareKind.Song, song.Id, null, [sharer.Id]), HttpStatusCode.BadRequest, Problems.Invalid),
            (new(ShareKind.Song, song.Id, new string('x', 501)), HttpStatusCode.BadRequest, Problems.Invalid),
            (new(ShareKind.Song, song.Id, null, [.. Enumerable.Range(0, 101).Select(_ => Guid.NewGuid())]), HttpStatusCode.BadRequest, Problems.Invalid),
        ];

        foreach (var (share, status, code) in cases)
            Assert.Equal((status, code), await sharer.FailAsync("social", HttpMethod.Post, "shares", share));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await sharer.FailAsync("social", HttpMethod.Post, "shares", new { kind = "mixtape", subjectId = song.Id }));
        await owner.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Playlist, hidden.Id));
    }

    private static async Task FollowAsync(Someone fan, Someone star)
    {
        using var response = await fan.SendAsync("social", HttpMethod.Post, "follows", new NewFollow(star.Id));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task<FollowCounts> CountsAsync(Someone viewer, Guid user) =>
        Assert.Single(await viewer.PostAsync<FollowCounts[]>("social", "follows/counts/batch", new BatchRequest([user])));

    [Fact]
    public async Task Share_WithAnEmptyChoiceOfUsers_IsNotForEverybody()
    {
        var sharer = await Someone.RegisterAsync(world);

        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await sharer.FailAsync("social", HttpMethod.Post, "shares", new NewShare(ShareKind.Song, Guid.NewGuid(), null, [])));
    }

    private static Task<Share> ShareAsync(Someone sharer, Song song, params Guid[] recipients) =>
        sharer.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song.Id, "Listen!", recipients.Length == 0 ? null : recipients));

    private static async Task<List<Guid>> WalkFeedAsync(Someone reader, bool forwards)
    {
        var all = new List<Guid>();
        string? cursor = null;
        while (true)
        {
            var query = forwards ? $"first=17{(cursor is null ? "" : $"&after={cursor}")}" : $"last=17{(cursor is null ? "" : $"&before={cursor}")}";
            var page = await reader.GetAsync<Page<Share>>("social", $"feed?{query}");
            all.InsertRange(forwards ? all.Count : 0, page.Items.Select(item => item.Value.Id));
            if (!(forwards ? page.HasNextPage : page.HasPreviousPage))
                return all;
            cursor = forwards ? page.Items[^1].Cursor : page.Items[0].Cursor;
        }
    }
}
