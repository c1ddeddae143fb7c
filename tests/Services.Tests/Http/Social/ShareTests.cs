using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

public sealed class ShareTests(World world)
{
    [Fact]
    public async Task Share_IsSeenByThoseItIsFor()
    {
        var (sharer, friend, follower, other) = (
            await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await follower.FollowAsync(sharer);
        var song = (await sharer.AddSongAsync("Any")).Id;
        var named = await sharer.ShareWithAsync(song, friend);
        var followers = await sharer.ShareAsync(song);
        var everyone = await sharer.ShareAsync(song, ShareAudience.Everyone);

        (Someone Reader, Share[] Sees)[] expected =
        [
            (sharer, [named, followers, everyone]), (friend, [named, everyone]), (follower, [followers, everyone]), (other, [everyone]),
            (Someone.Guest(world), [everyone]),
        ];
        foreach (var (reader, sees) in expected)
        {
            var seen = await reader.PostAsync<Share[]>("social", "shares/batch", new BatchRequest([named.Id, followers.Id, everyone.Id]));
            Assert.Equal(sees.Select(share => share.Id), seen.Select(share => share.Id));
            var listed = await reader.ListAsync<Share>("shares", sharer.Id);
            Assert.Equal(sees.Except([named]).Reverse().Select(share => share.Id), listed.Select(share => share.Id));
        }
    }

    [Fact]
    public async Task Share_OfEveryKind_IsShared()
    {
        var sharer = await Someone.RegisterAsync(world);
        var song = await sharer.AddSongAsync("Any", album: $"Album {Guid.NewGuid():N}");
        var playlist = await sharer.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mine", null, Visibility.Private));

        foreach (var (kind, id) in new[]
        {
            (ShareKind.Song, song.Id), (ShareKind.Album, song.AlbumId!.Value), (ShareKind.Artist, song.ArtistIds[0]), (ShareKind.Playlist, playlist.Id),
        })
        {
            Assert.Equal(kind, (await sharer.PostAsync<Share>("social", "shares", new NewShare(kind, id))).Kind);
        }
    }

    [Fact]
    public async Task Share_WhatOneMayNotSeeOrWithNobody_IsRefused()
    {
        var (sharer, owner) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await owner.AddSongAsync("Any");
        var hidden = await owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mine", null, Visibility.Private));
        (object Share, HttpStatusCode Status, string Code)[] cases =
        [
            (new NewShare(ShareKind.Playlist, hidden.Id), HttpStatusCode.NotFound, Problems.NotFound),
            (new NewShare(ShareKind.Song, hidden.Id), HttpStatusCode.NotFound, Problems.NotFound),
            (new NewShare(ShareKind.Song, song.ArtistIds[0]), HttpStatusCode.NotFound, Problems.NotFound),
            (new NewShare(ShareKind.Song, song.Id, null, [Guid.NewGuid()]), HttpStatusCode.NotFound, Problems.NotFound),
            (new NewShare(ShareKind.Song, song.Id, null, [sharer.Id]), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewShare(ShareKind.Song, song.Id, null, []), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewShare(ShareKind.Song, song.Id, null, [owner.Id], ShareAudience.Everyone), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewShare(ShareKind.Song, song.Id, null, null, ShareAudience.Named), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewShare(ShareKind.Song, song.Id, new string('x', 501)), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewShare(ShareKind.Song, song.Id, null, [.. Enumerable.Range(0, 101).Select(_ => Guid.NewGuid())]), HttpStatusCode.BadRequest, Problems.Invalid),
            (new { kind = "mixtape", subjectId = song.Id }, HttpStatusCode.BadRequest, Problems.Invalid),
        ];

        foreach (var (share, status, code) in cases)
            Assert.Equal((status, code), await sharer.FailAsync("social", HttpMethod.Post, "shares", share));
    }

    [Fact]
    public async Task Share_IsEditedAndDeletedByItsSharerOnly()
    {
        var (sharer, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var share = await sharer.ShareAsync((await sharer.AddSongAsync("Any")).Id, ShareAudience.Everyone);

        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await other.FailAsync("social", HttpMethod.Patch, $"shares/{share.Id}", new ShareEdit("Mine!")));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await other.FailAsync("social", HttpMethod.Delete, $"shares/{share.Id}"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await sharer.FailAsync("social", HttpMethod.Patch, $"shares/{share.Id}", new ShareEdit(new string('x', 501))));

        await sharer.DoAsync(HttpMethod.Delete, $"shares/{share.Id}");

        Assert.False(await sharer.SeesAsync(share));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await sharer.FailAsync("social", HttpMethod.Delete, $"shares/{share.Id}"));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await sharer.FailAsync("social", HttpMethod.Patch, $"shares/{share.Id}", new ShareEdit("Still there?")));
    }

    [Fact]
    public async Task Likes_AreCountedOnceAndTakenBack()
    {
        var (sharer, fan) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var share = await sharer.ShareAsync((await sharer.AddSongAsync("Any")).Id, ShareAudience.Everyone);
        foreach (var _ in new[] { 1, 2 })
            await fan.DoAsync(HttpMethod.Put, $"shares/{share.Id}/like");

        Assert.Equal(new ShareReactions(share.Id, 1, 0, LikedByViewer: true), await fan.ReactionsAsync(share));
        Assert.Equal(new ShareReactions(share.Id, 1, 0, LikedByViewer: false), await sharer.ReactionsAsync(share));
        Assert.Equal([fan.Id], await sharer.ListAsync<Guid>("likes", share.Id));

        foreach (var _ in new[] { 1, 2 })
            await fan.DoAsync(HttpMethod.Delete, $"shares/{share.Id}/like");

        Assert.Equal(new ShareReactions(share.Id, 0, 0, LikedByViewer: false), await fan.ReactionsAsync(share));
        var secret = await sharer.ShareAsync((await sharer.AddSongAsync("Secret")).Id);
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await fan.FailAsync("social", HttpMethod.Put, $"shares/{secret.Id}/like"));
    }

    [Fact]
    public async Task Comments_ArePagedNewestFirst_AndDeletedByTheirAuthorOrTheSharer()
    {
        var (sharer, fan, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var share = await sharer.ShareAsync((await sharer.AddSongAsync("Any")).Id, ShareAudience.Everyone);
        var comments = new List<Comment>();
        for (var i = 0; i < 5; i++)
            comments.Insert(0, await fan.CommentAsync(share.Id, $" Comment {i} "));

        var page = await other.WindowAsync<Comment>("comments", share.Id, new PageRequest(3));
        var rest = await other.WindowAsync<Comment>("comments", share.Id, new PageRequest(3, page.Items[^1].Cursor));
        Assert.Equal(comments, page.Items.Concat(rest.Items).Select(item => item.Value));
        Assert.Equal(("Comment 4", 5, true, false), (comments[0].Text, page.TotalCount, page.HasNextPage, rest.HasNextPage));
        Assert.Equal(5, (await other.ReactionsAsync(share))!.Comments);
        Assert.Equal([comments[2]], await other.PostAsync<Comment[]>("social", "comments/batch", new BatchRequest([comments[2].Id])));

        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await other.FailAsync("social", HttpMethod.Delete, $"comments/{comments[0].Id}"));
        await fan.DoAsync(HttpMethod.Delete, $"comments/{comments[0].Id}");
        await sharer.DoAsync(HttpMethod.Delete, $"comments/{comments[1].Id}");

        Assert.Equal(comments[2..], await other.ListAsync<Comment>("comments", share.Id));
        Assert.Equal(3, (await other.ReactionsAsync(share))!.Comments);
        foreach (var text in new[] { "", "  ", new string('x', 1_001) })
        {
            Assert.Equal(
                (HttpStatusCode.BadRequest, Problems.Invalid),
                await fan.FailAsync("social", HttpMethod.Post, $"shares/{share.Id}/comments", new NewComment(text)));
        }

        await sharer.DoAsync(HttpMethod.Delete, $"shares/{share.Id}");
        Assert.Empty(await fan.ListAsync<Comment>("comments", share.Id));
        Assert.Empty(await fan.PostAsync<Comment[]>("social", "comments/batch", new BatchRequest([comments[2].Id])));
    }
}
