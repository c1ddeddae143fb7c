using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using MusicGraph.Contracts;
using MusicGraph.Servers;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Podcasts, from their feeds.</summary>
public sealed class ShowTests(World world)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_OfAFeed_TakesWhatItSays_AndAgainWhatIsNew()
    {
        var admin = await world.AdminAsync();
        var guid = Guid.NewGuid().ToString();

        var imported = await ImportAsync(admin, Feed(guid, "Signals &amp; Noise", Episode("e1", "One"), Episode("e2", "Two"), "<item><title>No id</title></item>"));

        Assert.Equal((true, 2, 0, 1), (imported.IsNew, imported.Added, imported.Updated, imported.Skipped));
        var show = imported.Show;
        Assert.Equal(("Signals & Noise", "Ada", "About radio & more.", true), (show.Title, show.Publisher, show.Description, show.IsExplicit));
        Assert.Equal(("https://shows.example/", "https://shows.example/cover.jpg"), (show.Link, show.ImageUrl));
        Assert.Equal(["Technology", "Podcasting"], show.Categories);
        var episodes = await EpisodesAsync(admin, show.Id);
        Assert.Equal(["Two", "One"], episodes.Select(episode => episode.Title));
        var one = episodes[1];
        // Seven in the evening of the first, in California.
        Assert.Equal((3_723_000, 2, 1, "2022-06-02"), (one.DurationMs, one.Season, one.Number, one.ReleaseDate));
        Assert.Equal(DateTimeOffset.Parse("2022-06-01T19:00:00-07:00"), one.PublishedAt);
        Assert.Equal(("https://shows.example/e1.mp3", "audio/mpeg", EpisodeKind.Bonus), (one.AudioUrl, one.AudioType, one.Type));
        Assert.Equal("First line.\nSecond <line>.", one.Description);

        // The same again changes nothing.
        var again = await ImportAsync(admin, Feed(guid, "Signals &amp; Noise", Episode("e1", "One"), Episode("e2", "Two")));
        Assert.Equal((false, 0, 0, show.Version), (again.IsNew, again.Added, again.Updated, again.Show.Version));
        // One is new, one says something else, one is not named any more.
        var next = await ImportAsync(admin, Feed(guid, "Signals", Episode("e2", "Two, mended"), Episode("e3", "Three")));
        Assert.Equal((show.Id, false, 1, 1), (next.Show.Id, next.IsNew, next.Added, next.Updated));
        var after = await EpisodesAsync(admin, show.Id);
        Assert.Equal(["Three", "Two, mended", "One"], after.Select(episode => episode.Title));
        Assert.Equal(episodes.Select(episode => episode.Id), after.Skip(1).Select(episode => episode.Id));
        Assert.Contains((await admin.GetAsync<Page<Show>>("catalog", "shows?first=100")).Items, item => item.Value.Id == show.Id);
        Assert.Equal(
            after.Select(episode => episode.Id),
            (await admin.GetAsync<Page<Episode>>("catalog", "episodes?first=100")).Items
                .Select(item => item.Value)
                .Where(episode => episode.ShowId == show.Id)
                .Select(episode => episode.Id));
    }

    [Fact]
    public async Task Import_ByWhoMayNot_IsRefused()
    {
        var admin = await world.AdminAsync();
        var user = await Someone.RegisterAsync(world);
        var feed = Feed(Guid.NewGuid().ToString(), "Closed", Episode("1", "One"));

        Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await FailAsync(user, feed));
        var imported = await ImportAsync(admin, feed);
        Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await FailAsync(user, feed));
        Assert.Equal((HttpStatusCode.Unauthorized, Problems.Unauthenticated), await FailAsync(Someone.Guest(world), feed));
        Assert.Equal(
            (HttpStatusCode.Forbidden, Problems.Forbidden),
            await user.FailAsync("catalog", HttpMethod.Delete, $"episodes/{(await EpisodesAsync(user, imported.Show.Id))[0].Id}"));
    }

    [Fact]
    public async Task DeleteShow_TakesItsEpisodesWithIt()
    {
        var admin = await world.AdminAsync();
        var show = (await ImportAsync(admin, Feed(Guid.NewGuid().ToString(), "Brief", Episode("1", "One"), Episode("2", "Two")))).Show;
        var episodes = await EpisodesAsync(admin, show.Id);
        var edited = await admin.SendAsync<Episode>("catalog", HttpMethod.Patch, $"episodes/{episodes[0].Id}", new EpisodeEdit("Edited"));
        Assert.Equal(("Edited", 2L), (edited.Title, edited.Version));

        using var deleted = await admin.SendAsync("catalog", HttpMethod.Delete, $"shows/{show.Id}");

        await Condition.UntilAsync(
            async () => (await admin.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest([.. episodes.Select(episode => episode.Id)]))).Length == 0,
            "the episodes are gone",
            Token);
        Assert.Empty(await EpisodesAsync(admin, show.Id));
        Assert.DoesNotContain((await admin.GetAsync<Page<Episode>>("catalog", "episodes?first=100")).Items, item => item.Value.ShowId == show.Id);
        // A feed that is imported again brings them back.
        var back = await ImportAsync(admin, Feed(show.FeedKey, "Brief", Episode("1", "One")));
        Assert.Equal((show.Id, 1), (back.Show.Id, back.Added));
        Assert.Equal(["One"], (await EpisodesAsync(admin, show.Id)).Select(episode => episode.Title));
    }

    [Fact]
    public async Task Share_OfAShowOrAnEpisode_OutlivesIt()
    {
        var (admin, sharer) = (await world.AdminAsync(), await Someone.RegisterAsync(world));
        var show = (await ImportAsync(admin, Feed(Guid.NewGuid().ToString(), "Shared", Episode("1", "One")))).Show;
        var episode = (await EpisodesAsync(admin, show.Id))[0].Id;
        Share[] shares = [
            await sharer.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Show, show.Id, "Listen", null, ShareAudience.Everyone)),
            await sharer.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Episode, episode, "Listen", null, ShareAudience.Everyone))];
        Assert.Equal([(ShareKind.Show, show.Id), (ShareKind.Episode, episode)], shares.Select(share => (share.Kind, share.SubjectId)));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await sharer.FailAsync("social", HttpMethod.Post, "shares", new NewShare(ShareKind.Show, episode)));

        using var deleted = await admin.SendAsync("catalog", HttpMethod.Delete, $"shows/{show.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var left = await sharer.PostAsync<Share[]>("social", "shares/batch", new BatchRequest([.. shares.Select(share => share.Id)]));
        Assert.Equal([show.Id, episode], left.Select(share => share.SubjectId));
    }

    [Fact]
    public async Task UserDeleted_TakesTheirShowsAlong_HoweverOftenItIsTold()
    {
        var (admin, partner) = (await world.AdminAsync(), await Someone.RegisterAsync(world));
        await admin.PostAsync<UserRoles>("users", $"users/{partner.Id}/roles", new RoleChange(Role.Partner));
        partner = new Someone(world, await partner.PostAsync<Session>("users", "sessions/refresh", new SessionRefresh(partner.Session.RefreshToken)));
        var show = (await ImportAsync(partner, Feed(Guid.NewGuid().ToString(), "Theirs", Episode("1", "One"), Episode("2", "Two")))).Show;
        var other = (await ImportAsync(admin, Feed(Guid.NewGuid().ToString(), "Others'", Episode("1", "One")))).Show;
        Guid[] goes = [show.Id, .. (await EpisodesAsync(admin, show.Id)).Select(episode => episode.Id)];
        Guid[] stays = [other.Id, .. (await EpisodesAsync(admin, other.Id)).Select(episode => episode.Id)];

        for (var i = 0; i < 2; i++)
        {
            using var told = await world.Client("catalog").PostAsync(
                $"events/{Topics.Users}",
                JsonContent.Create<UserEvent>(new UserDeleted(Guid.NewGuid(), partner.Id, DateTimeOffset.UtcNow, Revision: 2), options: ServiceDefaults.ServiceJson.Options),
                Token);
            Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        }

        await Condition.UntilAsync(
            async () => (await admin.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest(goes))).Length == 0, "the show is gone", Token);
        Assert.Equal(stays, (await admin.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest(stays))).Select(item => item.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<html/>")]
    [InlineData("<rss><channel><item/></channel></rss>")]
    [InlineData("<rss><channel><title>T</title>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>")]
    public async Task Import_OfWhatIsNoFeed_IsRefused(string feed)
    {
        var user = await Someone.RegisterAsync(world);

        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await FailAsync(user, feed));
    }

    [Fact]
    public async Task Import_OfADeepOrLargeFeed_IsRefused()
    {
        var user = await Someone.RegisterAsync(world);
        var deep = string.Concat(Enumerable.Repeat("<a>", 5_000));
        var many = string.Concat(Enumerable.Repeat("<item/>", 5_001));

        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await FailAsync(user, $"<rss><channel><item>{deep}"));
        Assert.Equal((HttpStatusCode.Conflict, Problems.LimitExceeded), await FailAsync(user, $"<rss><channel>{many}</channel></rss>"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await FailAsync(user, new string(' ', 20 * 1024 * 1024 + 1))).Status);
    }

    private static async Task<FeedImported> ImportAsync(Someone user, string feed) =>
        await user.SendAsync<FeedImported>("catalog", HttpMethod.Post, "shows/import", Content(feed));

    private static Task<(HttpStatusCode Status, string? Code)> FailAsync(Someone user, string feed) =>
        user.FailAsync("catalog", HttpMethod.Post, "shows/import", Content(feed));

    private static ByteArrayContent Content(string feed) =>
        new(Encoding.UTF8.GetBytes(feed)) { Headers = { ContentType = new MediaTypeHeaderValue("application/rss+xml") } };

    private static async Task<Episode[]> EpisodesAsync(Someone user, Guid show) =>
        [.. (await user.PostAsync<Page<Episode>[]>("catalog", "episodes/windows", new WindowsRequest([new(show, new PageRequest())])))[0]
            .Items.Select(item => item.Value)];

    private static string Feed(string guid, string title, params string[] items) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
             xmlns:atom="http://www.w3.org/2005/Atom">
          <channel>
            <title>{title}</title>
            <podcast:guid>{guid}</podcast:guid>
            <atom:link rel="self" href="https://shows.example/feed.xml"/>
            <link>https://shows.example/</link>
            <description><![CDATA[<b>About</b> radio &amp; more.]]></description>
            <language>en</language>
            <itunes:author>Ada</itunes:author>
            <itunes:explicit>true</itunes:explicit>
            <itunes:image href="https://shows.example/cover.jpg"/>
            <itunes:category text="Technology"><itunes:category text="Podcasting"/></itunes:category>
            {string.Join('\n', items)}
          </channel>
        </rss>
        """;

    private static string Episode(string guid, string title) => $"""
        <item>
          <title>{title}</title>
          <guid isPermaLink="false">{guid}</guid>
          <description><![CDATA[<p>First line.</p><p>Second &lt;line&gt;.</p><script ></script>]]></description>
          <pubDate>Fri, 0{guid[^1]} Jun 2022 19:00:00 PDT</pubDate>
          <itunes:duration>01:02:03</itunes:duration>
          <podcast:season>2</podcast:season><itunes:episode>{guid[^1]}</itunes:episode><itunes:episodeType>Bonus</itunes:episodeType>
          <enclosure url="https://shows.example/{guid}.mp3" type="audio/mpeg" length="12"/>
          <link>javascript:alert(1)</link>
        </item>
        """;
}
