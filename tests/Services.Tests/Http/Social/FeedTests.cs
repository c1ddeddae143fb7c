using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

/// <summary>In this world an account with more than three followers has too many for its shares to be written out.</summary>
public sealed class FeedTests(World world)
{
    [Fact]
    public async Task Feed_OfWrittenOutAndMergedSharesAndNamedOnes_IsNewestFirst()
    {
        var (reader, friend, stranger) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var star = await StarAsync(reader);
        await reader.FollowAsync(friend);
        var song = (await stranger.AddSongAsync("Shared")).Id;
        var expected = new List<Share>();
        for (var i = 0; i < 24; i++)
        {
            expected.Insert(0, await (i % 2 == 0 ? friend : star).ShareAsync(song, i % 3 == 0 ? ShareAudience.Everyone : ShareAudience.Followers));
            if (i % 5 == 0)
                expected.Insert(0, await stranger.ShareWithAsync(song, reader));
            await stranger.ShareAsync(song, ShareAudience.Everyone);
        }

        await reader.FeedBecomesAsync([.. expected]);
        Assert.Equal(expected.Select(share => share.Id), await reader.FeedAsync(first: 7));
    }

    [Fact]
    public async Task Feed_OfPages_StaysWhileItemsCome()
    {
        var (reader, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await reader.FollowAsync(friend);
        var song = (await friend.AddSongAsync("Often")).Id;
        var first = new[] { await friend.ShareAsync(song), await friend.ShareAsync(song), await friend.ShareAsync(song) };
        await reader.FeedBecomesAsync([.. first.Reverse()]);
        var page = await reader.GetAsync<Page<Share>>("social", "feed?first=2");

        await friend.ShareAsync(song);
        await SocialCalls.UntilAsync(() => reader.FeedAsync(), feed => feed.Count == 4);

        var rest = await reader.GetAsync<Page<Share>>("social", $"feed?first=2&after={page.Items[^1].Cursor}");
        Assert.Equal([first[0].Id], rest.Items.Select(item => item.Value.Id));
        Assert.False(rest.HasNextPage);
    }

    /// <summary>An account gets too many followers while its shares stand in feeds already.</summary>
    [Fact]
    public async Task Feed_WhenAFriendBecomesAStar_HasEachShareOnce()
    {
        var (reader, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await reader.FollowAsync(friend);
        var song = (await friend.AddSongAsync("Rising")).Id;
        var before = await friend.ShareAsync(song);
        await reader.FeedBecomesAsync(before);
        foreach (var fan in await SocialCalls.RegisterAsync(world, 4))
            await fan.FollowAsync(friend);

        var after = await friend.ShareAsync(song);

        await reader.FeedBecomesAsync(after, before);
    }

    [Fact]
    public async Task Feed_OfANewFollower_HasWhatWasSharedBefore()
    {
        var (reader, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = (await friend.AddSongAsync("Old")).Id;
        Share[] shares = [await friend.ShareAsync(song), await friend.ShareAsync(song, ShareAudience.Everyone)];

        await reader.FollowAsync(friend);
        await reader.FeedBecomesAsync(shares[1], shares[0]);

        await reader.UnfollowAsync(friend);
        Assert.Empty(await reader.FeedAsync());

        await reader.FollowAsync(friend);
        await reader.FeedBecomesAsync(shares[1], shares[0]);
    }

    [Fact]
    public async Task Feed_ShowsAnEditedShareAndNoDeletedOne_AtOnce()
    {
        var reader = await Someone.RegisterAsync(world);
        var (friend, star) = (await Someone.RegisterAsync(world), await StarAsync(reader));
        await reader.FollowAsync(friend);
        var song = (await friend.AddSongAsync("Changing")).Id;
        var (written, merged) = (await friend.ShareAsync(song), await star.ShareAsync(song));
        await reader.FeedBecomesAsync(merged, written);

        using var edited = await friend.SendAsync("social", HttpMethod.Patch, $"shares/{written.Id}", new ShareEdit(" Louder! "));
        var first = (await reader.GetAsync<Page<Share>>("social", "feed")).Items[1].Value;
        Assert.Equal("Louder!", first.Message);
        Assert.NotNull(first.EditedAt);

        await friend.DoAsync(HttpMethod.Delete, $"shares/{written.Id}");
        Assert.Equal([merged.Id], await reader.FeedAsync());
        await star.DoAsync(HttpMethod.Delete, $"shares/{merged.Id}");
        Assert.Empty(await reader.FeedAsync());
        Assert.Empty(await star.ListAsync<Share>("shares", star.Id));
    }

    [Fact]
    public async Task Feed_BackwardsOrWithAForeignCursor_IsRefused()
    {
        var reader = await Someone.RegisterAsync(world);
        foreach (var query in new[] { "after=x", "last=3", "before=1.2", "first=101" })
            Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await reader.FailAsync("social", HttpMethod.Get, $"feed?{query}"));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated), await Someone.Guest(world).FailAsync("social", HttpMethod.Get, "feed"));
    }

    /// <summary>Somebody with more followers than shares are written out to.</summary>
    private async Task<Someone> StarAsync(Someone follower)
    {
        var star = await Someone.RegisterAsync(world);
        foreach (var fan in (Someone[])[follower, .. await SocialCalls.RegisterAsync(world, 3)])
            await fan.FollowAsync(star);
        return star;
    }
}
