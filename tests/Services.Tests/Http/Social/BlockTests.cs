using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

public sealed class BlockTests(World world)
{
    [Fact]
    public async Task Block_EndsFollowingBothWays_AndHidesEitherFromTheOther()
    {
        var (one, other, third) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        foreach (var (follower, followed) in new[] { (one, other), (other, one), (third, one), (third, other) })
            await follower.FollowAsync(followed);
        var song = (await one.AddSongAsync("Any")).Id;
        var (ofOne, ofOther) = (await one.ShareAsync(song, ShareAudience.Everyone), await other.ShareAsync(song, ShareAudience.Everyone));
        var named = await one.ShareWithAsync(song, other);
        var ofThird = await third.ShareAsync(song, ShareAudience.Everyone);
        await one.CommentAsync(ofThird.Id, "First!");
        await other.CommentAsync(ofThird.Id, "Second!");
        await one.DoAsync(HttpMethod.Put, $"shares/{ofThird.Id}/like");
        await other.FeedBecomesAsync(named, ofOne);

        await one.BlockAsync(other);

        foreach (var (viewer, hidden, share) in new[] { (one, other, ofOther), (other, one, ofOne), (other, one, named) })
        {
            Assert.Empty(await viewer.FeedAsync());
            Assert.False(await viewer.SeesAsync(share));
            Assert.Empty(await viewer.ListAsync<Share>("shares", hidden.Id));
            Assert.Empty(await viewer.ListAsync<Guid>("followers", hidden.Id));
            Assert.Empty(await viewer.ListAsync<Activity>("activity", hidden.Id));
            Assert.Null(await viewer.ReactionsAsync(share));
            Assert.Equal([viewer.Id], (await viewer.ListAsync<Comment>("comments", ofThird.Id)).Select(comment => comment.AuthorId));
            Assert.DoesNotContain(hidden.Id, await viewer.ListAsync<Guid>("likes", ofThird.Id));
            Assert.DoesNotContain(hidden.Id, await viewer.ListAsync<Guid>("following", third.Id));
            var profile = await viewer.ProfileAsync(hidden);
            Assert.Equal((0, false, false, false), (profile.Followers, profile.FollowedByViewer, profile.FollowsViewer, profile.IsVisible));
        }

        Assert.Equal((1, 0), ((await one.ProfileAsync(one)).Followers, (await one.ProfileAsync(one)).Following));
        Assert.True((await one.ProfileAsync(other)).BlockedByViewer);
        Assert.False((await other.ProfileAsync(one)).BlockedByViewer);
        Assert.Equal([other.Id], (await one.GetAsync<Page<Guid>>("social", "blocks")).Items.Select(item => item.Value));
        Assert.Equal(2, (await third.ListAsync<Comment>("comments", ofThird.Id)).Count);
    }

    [Fact]
    public async Task Blocked_MayNotFollowShareLikeOrComment()
    {
        var (one, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = (await one.AddSongAsync("Any")).Id;
        var share = await one.ShareAsync(song, ShareAudience.Everyone);
        await one.BlockAsync(other);

        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await other.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(one.Id)));
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await one.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(other.Id)));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await other.FailAsync("social", HttpMethod.Put, $"shares/{share.Id}/like"));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await other.FailAsync("social", HttpMethod.Post, $"shares/{share.Id}/comments", new NewComment("Hi")));
        foreach (var (sharer, recipient) in new[] { (one, other), (other, one) })
        {
            Assert.Equal(
                (HttpStatusCode.NotFound, Problems.NotFound),
                await sharer.FailAsync("social", HttpMethod.Post, "shares", new NewShare(ShareKind.Song, song, null, [recipient.Id])));
        }

        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await one.FailAsync("social", HttpMethod.Put, $"blocks/{one.Id}"));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await one.FailAsync("social", HttpMethod.Put, $"blocks/{Guid.NewGuid()}"));
    }

    [Fact]
    public async Task Unblock_LetsThemFollowAgain_AndBringsNothingBack()
    {
        var (one, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await other.FollowAsync(one);
        await one.BlockAsync(other);
        await other.BlockAsync(one);

        await one.DoAsync(HttpMethod.Delete, $"blocks/{other.Id}");
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await other.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(one.Id)));
        await other.DoAsync(HttpMethod.Delete, $"blocks/{one.Id}");

        Assert.Equal(0, (await one.ProfileAsync(one)).Followers);
        await other.FollowAsync(one);
        Assert.Equal(1, (await one.ProfileAsync(one)).Followers);
        Assert.Empty((await one.GetAsync<Page<Guid>>("social", "blocks")).Items);
    }
}
