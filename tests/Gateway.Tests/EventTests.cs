using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

/// <summary>Each test with a gateway of its own: what one appends, the others' subscribers would hear.</summary>
public sealed class EventTests : IAsyncLifetime
{
    private const string OnShare = "subscription ($after: String) { onShare(after: $after) { cursor share { message } } }";

    private readonly GatewayFixture _gateway = new();

    private User Ada => _gateway.Services.Ada;

    private User Ben => _gateway.Services.Ben;

    public ValueTask InitializeAsync() => _gateway.InitializeAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task The_sidecar_learns_of_the_topics()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/dapr/subscribe");

        var topics = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(["streams", "users"], topics.Select(topic => (string)topic!["topic"]!).Order());
        Assert.All(topics, topic => Assert.Equal("broadcast", (string)topic!["pubsubName"]!));
    }

    [Fact]
    public async Task A_share_reaches_its_recipient_once_although_it_is_delivered_twice()
    {
        using var events = await SubscribeAsync(
            "subscription { onShare { share { message sharedBy { userName } subject { ... on Song { title } } } } }", Ben);

        var first = Share("First", [Ben.Id]);
        await TellAsync(first);
        await TellAsync(first);
        await TellAsync(Share("For somebody else", [Ada.Id]));
        await TellAsync(Share("Second", [Ben.Id]));

        Assert.Equal(
            """{"data":{"onShare":{"share":{"message":"First","sharedBy":{"userName":"ada"},"subject":{"title":"Song 1"}}}}}""", await events.NextAsync());
        Assert.Contains("Second", await events.NextAsync());
    }

    [Fact]
    public async Task Followers_hear_from_the_follow_on_until_it_ends_or_a_block_comes()
    {
        using var events = await SubscribeAsync(OnShare, Ben);

        await TellAsync(Share("Before"));
        await TellAsync(_gateway.Services.Streams.Append(StreamNames.Social, Follow(FollowState.Follows, 1)));
        await TellAsync(Share("While"));
        await TellAsync(_gateway.Services.Streams.Append<SocialEvent>(
            StreamNames.Social, new Blocked(Guid.CreateVersion7(), Ada.Id, Ben.Id, Blocks: true, 2, FakeServices.Time(1))));
        await TellAsync(Share("After"));
        await TellAsync(Share("At the end", [Ben.Id]));

        Assert.Contains("While", await events.NextAsync());
        Assert.Contains("At the end", await events.NextAsync());
    }

    [Fact]
    public async Task What_the_broker_lost_or_brought_in_another_order_is_read_from_the_log()
    {
        using var events = await SubscribeAsync(OnShare, Ben);

        Share("1, lost", [Ben.Id]);
        var second = Share("2, late", [Ben.Id]);
        await TellAsync(Share("3", [Ben.Id]));
        await TellAsync(second);
        Share("4, lost, and nothing comes after it", [Ben.Id]);

        foreach (var number in (string[])["1", "2", "3", "4"])
            Assert.StartsWith(number, Message(await events.NextAsync()));
    }

    [Theory]
    [InlineData("streams/read")]
    [InlineData("streams/heads")]
    public async Task What_cannot_be_read_now_is_read_later(string route)
    {
        using var events = await SubscribeAsync(OnShare, Ben);
        var failures = 0;
        _gateway.Services.On("streams", "POST", route, request =>
            Interlocked.Increment(ref failures) < 3 ? Microsoft.AspNetCore.Http.Results.Text("nonsense", "application/json")
            : route == "streams/read" ? _gateway.Services.Streams.Read(request.Read<StreamRead>())
            : _gateway.Services.Streams.Heads(request.Read<StreamHeadsRequest>()));

        Share("1, lost", [Ben.Id]);

        Assert.StartsWith("1", Message(await events.NextAsync()));
        Assert.True(failures >= 3);
    }

    [Fact]
    public async Task A_subscription_goes_on_behind_its_cursor_then_with_what_comes()
    {
        string cursor;
        using (var events = await SubscribeAsync(OnShare, Ben))
        {
            await TellAsync(Share("0", [Ben.Id]));
            cursor = Cursor(await events.NextAsync());
        }

        for (var i = 1; i <= 7; i++)
            Share($"{i}", [Ben.Id]);
        using var again = await SubscribeAsync(OnShare, Ben, new { after = cursor });
        await TellAsync(Share("8", [Ben.Id]));

        for (var i = 1; i <= 8; i++)
            Assert.Equal($"{i}", Message(await again.NextAsync()));
    }

    [Fact]
    public async Task A_cursor_taken_before_the_first_event_misses_nothing()
    {
        var cursor = (string)(await _gateway.DataAsync("{ eventCursor(of: SHARES) }", Ben))["eventCursor"]!;
        Share("First", [Ben.Id]);

        using var events = await SubscribeAsync(OnShare, Ben, new { after = cursor });

        Assert.Equal("First", Message(await events.NextAsync()));
    }

    [Fact]
    public async Task What_is_deleted_meanwhile_is_left_out()
    {
        var cursor = (string)(await _gateway.DataAsync("{ eventCursor(of: SHARES) }", Ben))["eventCursor"]!;
        Share("Deleted", [Ben.Id]);
        Share("Kept", [Ben.Id]);
        _gateway.Services.MadeShares.RemoveAll(share => share.Message == "Deleted");

        using var events = await SubscribeAsync(OnShare, Ben, new { after = cursor });

        Assert.Equal("Kept", Message(await events.NextAsync()));
    }

    [Fact]
    public async Task Browsers_resume_by_the_id_of_the_last_event()
    {
        using var events = await SubscribeAsync(OnShare, Ben);
        var start = await events.NextIdAsync();
        await TellAsync(Share("First", [Ben.Id]));
        var first = await events.NextIdAsync();
        Share("Second", [Ben.Id]);

        using var fromStart = await SubscribeAsync(OnShare, Ben, lastEventId: start);
        using var fromFirst = await SubscribeAsync(OnShare, Ben, lastEventId: first);

        Assert.Equal("First", Message(await fromStart.NextAsync()));
        Assert.Equal("Second", Message(await fromFirst.NextAsync()));
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_or_none_is_an_error_with_a_code()
    {
        var cursor = (string)(await _gateway.DataAsync("{ eventCursor(of: SHARES) }", Ben))["eventCursor"]!;
        Share("Forgotten", [Ben.Id]);
        _gateway.Services.Streams.Forget(StreamNames.Social);

        foreach (var (after, user) in new[] { (cursor, Ben), ("nonsense", Ben), ("", Ben), (cursor, Ada) })
        {
            var response = await _gateway.QueryAsync(OnShare, user, new { after });
            using var events = await SubscribeAsync(OnShare, user, new { after });
            Assert.Equal("CURSOR_EXPIRED", (string)JsonNode.Parse(await events.NextAsync())!["errors"]![0]!["extensions"]!["code"]!);
            Assert.NotNull(response["errors"]);
        }
    }

    [Fact]
    public async Task Releases_come_by_artist_and_by_whom_you_follow()
    {
        var (first, second) = (_gateway.Services.Songs[0], _gateway.Services.Songs[1]);
        _gateway.Services.Followed = new FollowedIds([], [second.ArtistIds[0]]);
        const string query = "subscription ($ids: [ID!], $followed: Boolean!) { onRelease(artistIds: $ids, followed: $followed) { item { ... on Song { title } } } }";
        using var all = await SubscribeAsync(query, Ben, new { followed = false });
        using var followed = await SubscribeAsync(query, Ben, new { followed = true });
        using var byArtist = await SubscribeAsync(query, Ben, new { ids = new[] { GlobalIds.Of("Artist", first.ArtistIds[0]) }, followed = false });
        using var added = await SubscribeAsync("subscription { onSongAdded { title } }", user: null);

        await TellAsync(Release(first));
        await TellAsync(Release(second));

        Assert.Contains(first.Title, await all.NextAsync());
        Assert.Contains(second.Title, await all.NextAsync());
        Assert.Contains(second.Title, await followed.NextAsync());
        Assert.Contains(first.Title, await byArtist.NextAsync());
        Assert.Contains(first.Title, await added.NextAsync());
    }

    [Theory]
    [InlineData("", "song episode song")]
    [InlineData("(showIds: [\"SHOW\"])", "episode")]
    [InlineData("(artistIds: [\"ARTIST\"])", "song song")]
    [InlineData("(artistIds: [\"ARTIST\"], showIds: [\"SHOW\"])", "song episode song")]
    [InlineData("(followed: true)", "song song")]
    public async Task Episodes_come_unless_only_others_are_asked_for(string asked, string expected)
    {
        var (song, episode) = (_gateway.Services.Songs[0], _gateway.Services.Episode);
        _gateway.Services.Followed = new FollowedIds([], [song.ArtistIds[0]]);
        var ids = asked.Replace("SHOW", GlobalIds.Of("Show", episode.ShowId)).Replace("ARTIST", GlobalIds.Of("Artist", song.ArtistIds[0]));
        using var events = await SubscribeAsync($"subscription {{ onRelease{ids} {{ item {{ __typename }} }} }}", Ben);

        foreach (var item in (CatalogItem[])[song, episode, song])
            await TellAsync(Release(item));

        foreach (var kind in expected.Split(' '))
            Assert.Contains(kind, await events.NextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_feed_has_shares_and_releases_in_the_order_in_which_they_came()
    {
        var song = _gateway.Services.Songs[0];
        _gateway.Services.Followed = new FollowedIds([Ada.Id], [song.ArtistIds[0]]);
        var cursor = (string)(await _gateway.DataAsync("{ eventCursor(of: FEED) }", Ben))["eventCursor"]!;
        Share("1");
        Release(song);
        Share("3");
        Share("4");

        using var events = await SubscribeAsync(
            "subscription ($after: String) { onFeedItem(after: $after) { item { ... on Song { title } ... on Share { message } } } }", Ben, new { after = cursor });

        // What has the same place in two streams was appended at the same time here.
        var heard = new List<string>();
        for (var i = 0; i < 4; i++)
            heard.Add(JsonNode.Parse(await events.NextAsync())!["data"]!["onFeedItem"]!["item"]!.AsObject().Single().Value!.ToString());
        Assert.Equal(["1", "3", "4"], heard.Where(one => one != song.Title));
        Assert.Contains(song.Title, heard[..2]);
    }

    [Fact]
    public async Task A_playlist_that_is_hidden_meanwhile_is_heard_of_no_more()
    {
        var playlist = _gateway.Services.Playlist;
        var id = GlobalIds.Of("Playlist", playlist.Id);
        using var events = await SubscribeAsync(
            "subscription ($id: ID!) { onPlaylistChanged(playlistId: $id) { isDeleted items changedBy { userName } playlist { name } } }", Ben, new { id });

        await TellAsync(Change(new PlaylistUpdate(playlist with { Name = "Renamed" })), playlist.Id);
        await TellAsync(Change(new PlaylistUpdate(playlist, Items: PlaylistChangeKind.Added, ChangedBy: Ada.Id)), playlist.Id);
        Assert.Contains("Renamed", await events.NextAsync());
        Assert.Contains("\"items\":\"ADDED\",\"changedBy\":{\"userName\":\"ada\"}", await events.NextAsync());
        _gateway.Services.On("playlists", "POST", "playlists/batch", _ => Microsoft.AspNetCore.Http.Results.Text("[]", "application/json"));
        await TellAsync(Change(new PlaylistUpdate(playlist with { Name = "Secret" })), playlist.Id);
        await TellAsync(Change(new PlaylistUpdate(playlist, IsDeleted: true)), playlist.Id);

        Assert.Contains("\"isDeleted\":true,\"items\":null,\"changedBy\":null,\"playlist\":null", await events.NextAsync());
        var refused = await _gateway.QueryAsync("query ($id: ID!) { eventCursor(of: PLAYLIST, playlistId: $id) }", Ben, new { id });
        Assert.Equal("not-found", (string)refused["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task OnShare_without_a_token_is_refused()
    {
        var response = await _gateway.QueryAsync("subscription { onShare { cursor } }");

        Assert.Equal("AUTH_NOT_AUTHENTICATED", (string)response["errors"]![0]!["extensions"]!["code"]!);
    }

    [Fact]
    public async Task An_event_that_is_none_is_dropped()
    {
        using var response = await _gateway.PublishAsync("/events/streams", "nonsense");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Message(string response) => (string)JsonNode.Parse(response)!["data"]!["onShare"]!["share"]!["message"]!;

    private static string Cursor(string response) => (string)JsonNode.Parse(response)!["data"]!["onShare"]!["cursor"]!;

    private SocialEvent Follow(FollowState state, long version) =>
        new FollowChanged(Guid.CreateVersion7(), Ben.Id, FollowKind.User, Ada.Id, state, version, FakeServices.Time(1));

    private StreamEntry Share(string message, IReadOnlyList<Guid>? to = null)
    {
        var audience = to is null ? ShareAudience.Followers : ShareAudience.Named;
        var share = new Share(
            Guid.CreateVersion7(), Ada.Id, ShareKind.Song, _gateway.Services.Songs[0].Id, message, to ?? [], FakeServices.Time(1), audience);
        _gateway.Services.MadeShares.Add(share);
        return _gateway.Services.Streams.Append<SocialEvent>(StreamNames.Social, new Shared(share.Id, share));
    }

    private StreamEntry Release(CatalogItem item) =>
        _gateway.Services.Streams.Append(StreamNames.Releases, new CatalogItemChanged(Guid.CreateVersion7(), item, []));

    private StreamEntry Change(PlaylistUpdate update) => _gateway.Services.Streams.Append(StreamNames.Playlist(update.Playlist.Id), update);

    private async Task TellAsync(StreamEntry entry, Guid? playlist = null)
    {
        var stream = playlist is { } id ? StreamNames.Playlist(id) : entry.Event.TryGetProperty("item", out _) ? StreamNames.Releases : StreamNames.Social;
        using var response = await _gateway.PublishAsync("/events/streams", new StreamAppended(stream, [entry]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<EventStream> SubscribeAsync(string query, User? user, object? variables = null, string? lastEventId = null)
    {
        using var request = _gateway.Request(HttpMethod.Post, "/graphql", user, JsonContent.Create(new { query, variables }));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }
}
