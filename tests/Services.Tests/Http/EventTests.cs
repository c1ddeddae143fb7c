using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;
using MusicGraph.Servers;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Services.Tests.Http.Social;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Events that come twice, late, out of turn, spoilt, or from a process that was killed.</summary>
public sealed class EventTests(World world)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShareDeliveredAgain_IsListedOnce()
    {
        var (sharer, friend) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await sharer.AddSongAsync("Twice");
        var share = await sharer.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song.Id, null, [friend.Id]));

        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, await DeliverAsync<SocialEvent>("social", Topics.Social, new Shared(share.Id, share)));

        Assert.Equal(1, (await friend.GetAsync<Page<Share>>("social", "feed")).TotalCount);
    }

    [Fact]
    public async Task FollowDeliveredAfterItEnded_ChangesNothing()
    {
        var (fan, star) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        using var followed = await fan.SendAsync("social", HttpMethod.Post, "follows", new NewFollow(star.Id));
        var old = new FollowChanged(Guid.NewGuid(), fan.Id, FollowKind.User, star.Id, FollowState.Follows, DateTimeOffset.UtcNow.UtcTicks, DateTimeOffset.UtcNow);
        using var unfollowed = await fan.SendAsync("social", HttpMethod.Delete, $"follows/{star.Id}");

        await DeliverAsync<SocialEvent>("social", Topics.Social, old);

        Assert.Equal(0, (await star.WindowAsync<Guid>("followers", star.Id)).TotalCount);
        Assert.Equal(0, (await star.WindowAsync<Guid>("following", fan.Id)).TotalCount);
    }

    [Fact]
    public async Task PlaylistChangesOutOfTurn_LeaveTheListsAsTheLatestSays()
    {
        var owner = await Someone.RegisterAsync(world);
        var playlist = await owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Mix"));
        using var deleted = await owner.SendAsync("playlists", HttpMethod.Delete, $"playlists/{playlist.Id}");

        await DeliverAsync<PlaylistEvent>("playlists", Topics.Playlists, new PlaylistChanged(Guid.NewGuid(), playlist, IsDeleted: false, Revision: 0));

        Assert.Equal(0, (await owner.GetAsync<Page<Playlist>>("playlists", $"playlists?owner={owner.Id}")).TotalCount);
    }

    /// <summary>The service writes the song with its event, and is killed before it can do anything else.</summary>
    [Fact]
    public async Task ServiceKilledAfterItsWrite_WhatFollowsComesAllTheSame()
    {
        var user = await Someone.RegisterAsync(world);
        var artist = (await user.AddSongAsync("Before", $"Band {Guid.NewGuid():N}")).ArtistIds[0];
        var song = new Song(
            Guid.CreateVersion7(), "After the crash", [artist], null, null, null, 1_000, null, null, null, user.Id, DateTimeOffset.UtcNow);
        using var catalog = world.Dapr("catalog");

        await WriteAsync(catalog, Components.OutboxOf(Topics.Songs), $"item:{song.Id:N}", (CatalogItem)song, new CatalogItemChanged(song.Id, song, ["Band"]));

        await Condition.UntilAsync(
            async () => (await user.GetAsync<Page<Song>>("catalog", $"artists/{artist}/songs")).TotalCount == 2, "the artist had both songs", Token);
        var search = new SearchRequest("after the crash", Pages: [new SearchWindow(SearchType.Song)]);
        await Condition.UntilAsync(
            async () => (await user.PostAsync<SearchAnswer>("search", "search", search)).Pages[0].Hits.Any(hit => hit.Id == song.Id), "the song was found", Token);
        var all = await user.GetAsync<Page<Song>>("catalog", $"artists/{artist}/songs");
        Assert.Equal([song.Id], all.Items.Select(item => item.Value.Id).Where(id => id == song.Id));
    }

    [Fact]
    public async Task Poison_GoesToTheDeadLettersAndHoldsNobodyUp()
    {
        var mark = Guid.NewGuid().ToString();
        using var social = world.Dapr("social");

        await social.PublishEventAsync(Components.PubSub, Topics.Social, new { kind = "neverHeardOf", mark }, Token);
        await social.PublishEventAsync(Components.PubSub, Topics.Social, new[] { mark }, Token);
        var (fan, star) = (Guid.NewGuid(), Guid.NewGuid());
        SocialEvent good = new FollowChanged(Guid.NewGuid(), fan, FollowKind.User, star, FollowState.Follows, Version: 1, DateTimeOffset.UtcNow);
        await social.PublishEventAsync(Components.PubSub, Topics.Social, good, Token);

        await Condition.UntilAsync(
            async () => (await Someone.Guest(world).WindowAsync<Guid>("followers", star)).TotalCount == 1, "the good event was handled", Token);
        await world.Listener.HearAsync(Topics.DeadLettersOf(Topics.Social), mark, count: 2);
    }

    [Theory]
    [InlineData("users", Topics.Users)]
    [InlineData("catalog", Topics.Songs)]
    [InlineData("playlists", Topics.Playlists)]
    [InlineData("social", Topics.Social)]
    public async Task WhatIsNoEvent_IsDropped(string app, string topic) =>
        Assert.Equal(HttpStatusCode.NotFound, await DeliverAsync(app, topic, "nonsense"));

    [Fact]
    public void EventIds_AreTheSameForTheSameAndDifferentForOthers()
    {
        var subject = Guid.NewGuid();

        Assert.Equal(EventIds.Of(subject, 1), EventIds.Of(subject, 1));
        Assert.Equal(4, new[] { subject, EventIds.Of(subject, 1), EventIds.Of(subject, 2), EventIds.Of(Guid.NewGuid(), 1) }.Distinct().Count());
    }

    /// <summary>Delivers an event as the sidecar does.</summary>
    private async Task<HttpStatusCode> DeliverAsync<T>(string app, string topic, T data)
    {
        var envelope = new { specversion = "1.0", id = Guid.NewGuid(), source = app, type = "com.dapr.event.sent", datacontenttype = "application/json", data };
        using var body = JsonContent.Create(envelope, new("application/cloudevents+json"), ServiceJson.Options);
        using var response = await world.Client(app).PostAsync($"events/{topic}", body, Token);
        return response.StatusCode;
    }

    private static Task WriteAsync<TValue, TEvent>(DaprClient dapr, string store, string key, TValue value, TEvent told) =>
        dapr.ExecuteStateTransactionAsync(
            store,
            [
                new StateTransactionRequest(key, Json(value), StateOperationType.Upsert),
                new StateTransactionRequest(
                    key, Json(told), StateOperationType.Upsert,
                    metadata: new Dictionary<string, string> { ["outbox.projection"] = "true", ["contentType"] = "application/json" }),
            ],
            new Dictionary<string, string> { ["partitionKey"] = key },
            Token);

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, ServiceJson.Options);
}
