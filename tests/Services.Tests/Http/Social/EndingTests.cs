using System.Net.Http.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Services.Tests.Http.Social;

/// <summary>What is deleted elsewhere leaves nothing dangling here.</summary>
public sealed class EndingTests(World world)
{
    [Fact]
    public async Task DeletedAccount_LeavesNoFollowShareCommentOrLike()
    {
        var (gone, friend, fan) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        await gone.FollowAsync(friend);
        await fan.FollowAsync(gone);
        var song = await friend.AddSongAsync("Any", $"Band {Guid.NewGuid():N}");
        await gone.DoAsync(HttpMethod.Post, "follows", new NewFollow(ArtistId: song.ArtistIds[0]));
        Share[] shares = [await gone.ShareAsync(song.Id), await gone.ShareAsync(song.Id, ShareAudience.Everyone), await gone.ShareWithAsync(song.Id, friend)];
        var ofFriend = await friend.ShareAsync(song.Id, ShareAudience.Everyone);
        await gone.CommentAsync(ofFriend.Id, "Good");
        await gone.DoAsync(HttpMethod.Put, $"shares/{ofFriend.Id}/like");
        await fan.FeedBecomesAsync(shares[1], shares[0]);
        // Two follows, three shares, a comment and a like.
        await SocialCalls.UntilAsync(() => gone.ListAsync<Activity>("activity", gone.Id), activities => activities.Count == 7);

        await DeliverAsync(Topics.Users, (UserEvent)new UserDeleted(Guid.NewGuid(), gone.Id, DateTimeOffset.UtcNow, Revision: 2));

        Assert.Empty(await fan.FeedAsync());
        Assert.Empty(await friend.FeedAsync());
        foreach (var share in shares)
            Assert.False(await fan.SeesAsync(share) || await friend.SeesAsync(share));
        Assert.Empty(await friend.ListAsync<Comment>("comments", ofFriend.Id));
        Assert.Empty(await friend.ListAsync<Guid>("likes", ofFriend.Id));
        Assert.Empty(await fan.ListAsync<Guid>("following", fan.Id));
        Assert.Equal((0, 0), ((await friend.ProfileAsync(friend)).Followers, (await fan.ProfileAsync(fan)).Following));
        Assert.Equal(new ShareReactions(ofFriend.Id, 0, 0, LikedByViewer: false), await friend.ReactionsAsync(ofFriend));
        var artist = await friend.PostAsync<ArtistFollows[]>("social", "artists/follows/batch", new BatchRequest([song.ArtistIds[0]]));
        Assert.Equal(0, artist[0].Followers);
    }

    [Fact]
    public async Task DeletedArtist_IsFollowedByNobody()
    {
        var fans = await SocialCalls.RegisterAsync(world, 3);
        var song = await fans[0].AddSongAsync("Any", $"Band {Guid.NewGuid():N}");
        foreach (var fan in fans)
            await fan.DoAsync(HttpMethod.Post, "follows", new NewFollow(ArtistId: song.ArtistIds[0]));
        var artist = new Artist(song.ArtistIds[0], "Band", null, DateTimeOffset.UtcNow) { Version = 2, DeletedAt = DateTimeOffset.UtcNow };

        await DeliverAsync(Topics.Songs, new CatalogItemChanged(Guid.NewGuid(), artist, []));

        foreach (var fan in fans)
        {
            Assert.Empty(await fan.ListAsync<Guid>("artists-followed", fan.Id));
            Assert.Equal(0, (await fan.ProfileAsync(fan)).Artists);
        }
    }

    /// <summary>Delivers an event as the sidecar does.</summary>
    private async Task DeliverAsync<T>(string topic, T data)
    {
        var envelope = new { specversion = "1.0", id = Guid.NewGuid(), source = "test", type = "com.dapr.event.sent", datacontenttype = "application/json", data };
        using var body = JsonContent.Create(envelope, new("application/cloudevents+json"), ServiceJson.Options);
        using var response = await world.Client("social").PostAsync($"events/{topic}", body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
