using System.Net;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Services.Tests.Http;

public sealed class StreamsTests(World world)
{
    [Fact]
    public async Task A_song_comes_into_the_releases_and_is_told_of_with_its_place()
    {
        var start = await HeadAsync(StreamNames.Releases);
        var ann = await Someone.RegisterAsync(world);
        var song = await ann.AddSongAsync("New song");

        var told = Read<StreamAppended>((await world.Listener.HearAsync(Topics.Streams, song.Id.ToString()))[0]);

        var page = await ReadAsync(new StreamRead(StreamNames.Releases, start));
        var entry = Assert.Single(page.Entries, one => one.Event.Deserialize<CatalogItemChanged>(ServiceJson.Options)!.Item.Id == song.Id);
        Assert.Equal((StreamNames.Releases, entry.Sequence), (told.Stream, told.Entries.Single(one => one.EventId == entry.EventId).Sequence));
        Assert.Equal(page.Entries.Select((_, i) => start + 1 + i), page.Entries.Select(one => one.Sequence));
    }

    [Fact]
    public async Task Follows_and_shares_come_in_the_order_in_which_they_happened()
    {
        var start = await HeadAsync(StreamNames.Social);
        var (ann, ben) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await ann.AddSongAsync("Shared song");
        using var followed = await ben.SendAsync("social", HttpMethod.Post, "follows", new NewFollow(ann.Id));
        var share = await ann.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song.Id));

        await world.Listener.HearAsync(Topics.Streams, share.Id.ToString());

        var page = await ReadAsync(new StreamRead(StreamNames.Social, start));
        var ours = page.Entries
            .Select(entry => entry.Event.Deserialize<SocialEvent>(ServiceJson.Options))
            .Where(happened => happened is FollowChanged follow ? follow.FollowerId == ben.Id : happened is Shared shared && shared.Share.SharedBy == ann.Id);
        Assert.Equal([typeof(FollowChanged), typeof(Shared)], ours.Select(happened => happened!.GetType()));
    }

    [Fact]
    public async Task A_playlist_has_a_stream_from_when_somebody_follows_it()
    {
        var ann = await Someone.RegisterAsync(world);
        var playlist = await ann.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Quiet"));
        var (stream, name) = (StreamNames.Playlist(playlist.Id), $"Renamed {playlist.Id}");
        var start = await HeadAsync(stream);

        using var edited = await ann.SendAsync("playlists", HttpMethod.Patch, $"playlists/{playlist.Id}", new PlaylistEdit(name));
        await world.Listener.HearAsync(Topics.Streams, name);

        var page = await ReadAsync(new StreamRead(stream, start));
        Assert.Contains(name, page.Entries.Select(entry => entry.Event.Deserialize<PlaylistUpdate>(ServiceJson.Options)!.Playlist.Name));
    }

    [Fact]
    public async Task An_event_that_comes_twice_has_one_place()
    {
        using var dapr = world.Dapr("social");
        var share = new Share(Guid.CreateVersion7(), Guid.NewGuid(), ShareKind.Song, Guid.NewGuid(), "Twice", [Guid.NewGuid()], DateTimeOffset.UtcNow, ShareAudience.Named);
        SocialEvent shared = new Shared(share.Id, share);
        await dapr.PublishEventAsync(Components.PubSub, Topics.Social, shared, TestContext.Current.CancellationToken);
        await dapr.PublishEventAsync(Components.PubSub, Topics.Social, shared, TestContext.Current.CancellationToken);

        var told = await world.Listener.HearAsync(Topics.Streams, share.Id.ToString(), count: 2);

        Assert.Single(told.Select(data => Assert.Single(Read<StreamAppended>(data).Entries).Sequence).Distinct());
    }

    [Theory]
    [InlineData(-1_000_000_000_000)]
    [InlineData(1_000)]
    public async Task A_place_that_is_not_known_is_refused(long away)
    {
        var head = await HeadAsync(StreamNames.Releases);

        using var response = await world.AsGatewayAsync("streams", "streams/read", new StreamRead(StreamNames.Releases, head + away));

        Assert.Equal((HttpStatusCode.Conflict, Problems.CursorExpired), (response.StatusCode, await Someone.CodeOfAsync(response)));
    }

    private async Task<long> HeadAsync(string stream) => (await ReadAsync(new StreamRead(stream))).Head;

    private async Task<StreamPage> ReadAsync(StreamRead read)
    {
        using var response = await world.AsGatewayAsync("streams", "streams/read", read);
        return await Someone.ReadAsync<StreamPage>(response);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ServiceJson.Options)!;
}
