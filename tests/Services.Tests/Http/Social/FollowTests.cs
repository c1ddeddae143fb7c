using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

public sealed class FollowTests(World world)
{
    [Fact]
    public async Task Follow_TwiceThenUnfollowTwice_CountsOnce()
    {
        var (fan, star) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await fan.FollowAsync(star);
        await fan.FollowAsync(star);

        Assert.Equal((1, 0, true, false), Of(await fan.ProfileAsync(star)));
        Assert.Equal((0, 1, false, true), Of(await star.ProfileAsync(fan)));
        Assert.Equal([fan.Id], await star.ListAsync<Guid>("followers", star.Id));
        Assert.Equal([star.Id], await star.ListAsync<Guid>("following", fan.Id));
        Assert.Equal([star.Id], (await fan.GetAsync<FollowedIds>("social", "following/ids")).Users);

        await fan.UnfollowAsync(star);
        await fan.UnfollowAsync(star);

        Assert.Equal((0, 0, false, false), Of(await fan.ProfileAsync(star)));
        Assert.Empty(await star.ListAsync<Guid>("followers", star.Id));
    }

    [Fact]
    public async Task Follow_OneselfOrNobody_IsRefused()
    {
        var user = await Someone.RegisterAsync(world);

        (object Body, HttpStatusCode Status, string Code)[] cases =
        [
            (new NewFollow(user.Id), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewFollow(), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewFollow(Guid.NewGuid(), Guid.NewGuid()), HttpStatusCode.BadRequest, Problems.Invalid),
            (new NewFollow(Guid.NewGuid()), HttpStatusCode.NotFound, Problems.NotFound),
            (new NewFollow(ArtistId: Guid.NewGuid()), HttpStatusCode.NotFound, Problems.NotFound),
        ];
        foreach (var (body, status, code) in cases)
            Assert.Equal((status, code), await user.FailAsync("social", HttpMethod.Post, "follows", body));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
            await Someone.Guest(world).FailAsync("social", HttpMethod.Post, "follows", new NewFollow(user.Id)));
    }

    [Fact]
    public async Task Artist_IsFollowedAndUnfollowed()
    {
        var fan = await Someone.RegisterAsync(world);
        var artist = (await fan.AddSongAsync("Any", $"Band {Guid.NewGuid():N}")).ArtistIds[0];
        await fan.DoAsync(HttpMethod.Post, "follows", new NewFollow(ArtistId: artist));

        Assert.Equal(new ArtistFollows(artist, 1, FollowedByViewer: true), await FollowsAsync(fan, artist));
        Assert.Equal(new ArtistFollows(artist, 1, FollowedByViewer: false), await FollowsAsync(Someone.Guest(world), artist));
        Assert.Equal([artist], await fan.ListAsync<Guid>("artists-followed", fan.Id));
        Assert.Equal(1, (await fan.ProfileAsync(fan)).Artists);

        await fan.DoAsync(HttpMethod.Delete, $"follows/artists/{artist}");

        Assert.Equal(new ArtistFollows(artist, 0, FollowedByViewer: false), await FollowsAsync(fan, artist));
        Assert.Empty((await fan.GetAsync<FollowedIds>("social", "following/ids")).Artists);
    }

    /// <summary>Whoever gets the turn at the star's list writes what all who wait want on it: nobody is refused, and nobody is lost.</summary>
    [Fact]
    public async Task Follow_ByManyAtOnce_CountsEach()
    {
        var star = await Someone.RegisterAsync(world);
        var fans = await SocialCalls.RegisterAsync(world, 60);

        await Task.WhenAll(fans.Select(fan => fan.FollowAsync(star)));
        Assert.Equal(60, (await star.ProfileAsync(star)).Followers);

        await Task.WhenAll(fans[..20].Select(fan => fan.UnfollowAsync(star)));
        Assert.Equal(40, (await star.ProfileAsync(star)).Followers);
        var page = await star.WindowAsync<Guid>("followers", star.Id, new PageRequest(100));
        Assert.Equal(fans[20..].Select(fan => fan.Id).Order(), page.Items.Select(item => item.Value).Order());
    }

    [Fact]
    public async Task PrivateProfile_IsFollowedByRequest_AndShowsItsListsToFollowersOnly()
    {
        var (shy, fan, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await friend.FollowAsync(shy);
        await shy.SetPrivacyAsync(isPrivate: true);
        var share = await shy.ShareAsync((await shy.AddSongAsync("Mine")).Id, ShareAudience.Everyone);
        var playlist = await shy.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mine"));
        await fan.FollowAsync(shy);

        var asked = await fan.ProfileAsync(shy);
        Assert.Equal((true, true, false, false), (asked.IsPrivate, asked.RequestedByViewer, asked.FollowedByViewer, asked.IsVisible));
        Assert.Equal(1, asked.Followers);
        Assert.Empty(await fan.ListAsync<Guid>("followers", shy.Id));
        Assert.Empty(await fan.ListAsync<Share>("shares", shy.Id));
        Assert.False(await fan.SeesAsync(share));
        Assert.True(await friend.SeesAsync(share));
        Assert.Empty(await PlaylistsAsync(fan, shy));
        Assert.Empty(await PlaylistsAsync(Someone.Guest(world), shy));
        Assert.Equal([playlist.Id], await PlaylistsAsync(friend, shy));
        Assert.Equal([friend.Id], await friend.ListAsync<Guid>("followers", shy.Id));
        Assert.Equal([fan.Id], (await shy.GetAsync<Page<Guid>>("social", "follow-requests")).Items.Select(item => item.Value));

        await shy.DoAsync(HttpMethod.Post, $"follow-requests/{fan.Id}");

        Assert.True((await fan.ProfileAsync(shy)) is { FollowedByViewer: true, RequestedByViewer: false, IsVisible: true });
        Assert.Equal([fan.Id, friend.Id], await fan.ListAsync<Guid>("followers", shy.Id));
        Assert.Empty((await shy.GetAsync<Page<Guid>>("social", "follow-requests")).Items);
        await fan.FeedBecomesAsync(share);

        await shy.DoAsync(HttpMethod.Delete, $"followers/{fan.Id}");

        Assert.Empty(await fan.FeedAsync());
        Assert.False((await fan.ProfileAsync(shy)).IsVisible);
    }

    [Fact]
    public async Task FollowRequest_DeclinedOrNeverMade_IsNoFollow()
    {
        var (shy, fan, stranger) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await shy.SetPrivacyAsync(isPrivate: true);
        await fan.FollowAsync(shy);

        await shy.DoAsync(HttpMethod.Delete, $"follow-requests/{fan.Id}");

        Assert.Equal((0, false), ((await fan.ProfileAsync(shy)).Followers, (await fan.ProfileAsync(shy)).RequestedByViewer));
        foreach (var other in new[] { fan, stranger })
        {
            Assert.Equal(
                (HttpStatusCode.NotFound, Problems.NotFound), await shy.FailAsync("social", HttpMethod.Post, $"follow-requests/{other.Id}"));
        }
    }

    [Fact]
    public async Task Profile_ThatBecomesPublic_IsFollowedByAllWhoAsked()
    {
        var shy = await Someone.RegisterAsync(world);
        await shy.SetPrivacyAsync(isPrivate: true);
        var fans = await SocialCalls.RegisterAsync(world, 3);
        foreach (var fan in fans)
            await fan.FollowAsync(shy);

        await shy.SetPrivacyAsync(isPrivate: false);

        await SocialCalls.UntilAsync(() => shy.ProfileAsync(shy), profile => profile.Followers == 3);
        Assert.Empty((await shy.GetAsync<Page<Guid>>("social", "follow-requests")).Items);
    }

    /// <summary>The owner's playlists, which both ways of asking for agree on.</summary>
    private static async Task<Guid[]> PlaylistsAsync(Someone reader, Someone owner)
    {
        var one = await reader.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}");
        var many = await reader.PostAsync<Page<Playlist>[]>("playlists", "playlists/windows", new WindowsRequest([new(owner.Id, new PageRequest())]));
        var ids = one.Items.Select(item => item.Value.Id).ToArray();
        Assert.Equal(ids, many[0].Items.Select(item => item.Value.Id));
        return ids;
    }

    private static async Task<ArtistFollows> FollowsAsync(Someone viewer, Guid artist) =>
        Assert.Single(await viewer.PostAsync<ArtistFollows[]>("social", "artists/follows/batch", new BatchRequest([artist])));

    private static (int Followers, int Following, bool Followed, bool Follows) Of(SocialProfile profile) =>
        (profile.Followers, profile.Following, profile.FollowedByViewer, profile.FollowsViewer);
}
