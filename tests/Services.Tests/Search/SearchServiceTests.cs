using System.Net;
using MusicGraph.Contracts;
using MusicGraph.Servers;
using MusicGraph.Services.Tests.Http;

namespace MusicGraph.Services.Tests.Search;

/// <summary>The service beside the others, over HTTP and events.</summary>
public sealed class SearchServiceTests(World world)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_WhatWasAdded_IsFoundUnderItsNamesAndWithATypo()
    {
        var user = await Someone.RegisterAsync(world, "quokka" + Guid.NewGuid().ToString("N")[..8]);
        var song = await user.AddSongAsync("Zanzibar Nights", "Quokka Quartet", "Äquatorial", "Taarab");
        var playlist = await user.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Zanzibar by night"));

        await FoundAsync("zanzibar quok", SearchType.Song, song.Id);
        await FoundAsync("zanzibra nigth", SearchType.Song, song.Id);
        await FoundAsync("aquatorial", SearchType.Song, song.Id);
        await FoundAsync("quartet", SearchType.Artist, song.ArtistIds[0]);
        await FoundAsync("äquat", SearchType.Album, song.AlbumId!.Value);
        await FoundAsync("zanzibar by", SearchType.Playlist, playlist.Id);
        await FoundAsync("quokka", SearchType.User, user.Id);
        Assert.DoesNotContain(song.Id, await IdsAsync("zanzibar", SearchType.Song, new SearchFilter(Genre: "polka")));
        Assert.Contains(song.Id, await IdsAsync("zanzibar", SearchType.Song, new SearchFilter(Genre: "taarab")));
    }

    [Fact]
    public async Task Search_PlaylistThatIsPrivateOrDeleted_IsNotFound()
    {
        var user = await Someone.RegisterAsync(world);
        var hidden = await user.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Marmalade", Visibility: Visibility.Private));
        var turned = await user.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Marmalade"));
        var deleted = await user.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Marmalade"));
        await FoundAsync("marmalade", SearchType.Playlist, turned.Id);
        await FoundAsync("marmalade", SearchType.Playlist, deleted.Id);

        using var edit = await user.SendAsync("playlists", HttpMethod.Patch, $"playlists/{turned.Id}", new PlaylistEdit(Visibility: Visibility.Private));
        using var delete = await user.SendAsync("playlists", HttpMethod.Delete, $"playlists/{deleted.Id}");

        await Condition.UntilAsync(
            async () => (await IdsAsync("marmalade", SearchType.Playlist)).Count == 0, "neither of them is found", Token);
        Assert.DoesNotContain(hidden.Id, await IdsAsync("marmalade", SearchType.Playlist));
    }

    [Fact]
    public async Task Search_SongThatIsDeleted_DisappearsAndALateEventDoesNotBringItBack()
    {
        using var catalog = world.Dapr("catalog");
        var song = new Song(
            Guid.CreateVersion7(), "Ephemeral Petrichor", [Guid.NewGuid()], null, null, null, 1_000, null, null, null, Guid.NewGuid(), DateTimeOffset.UtcNow);
        await TellAsync(song);
        await FoundAsync("petrichor", SearchType.Song, song.Id);

        await TellAsync(song with { Version = 3, DeletedAt = DateTimeOffset.UtcNow });
        await Condition.UntilAsync(async () => (await IdsAsync("petrichor", SearchType.Song)).Count == 0, "the song is gone", Token);
        await TellAsync(song with { Version = 2 });
        var after = song with { Id = Guid.CreateVersion7(), Title = "Petrichor again" };
        await TellAsync(after);

        await FoundAsync("petrichor", SearchType.Song, after.Id);
        Assert.Equal([after.Id], await IdsAsync("petrichor", SearchType.Song));

        Task TellAsync(CatalogItem item) => catalog.PublishEventAsync(
            Components.PubSub, Topics.Songs, new CatalogItemChanged(Guid.NewGuid(), item, ["Nobody"]), Token);
    }

    [Fact]
    public async Task Rebuild_ByAnAdministrator_ReadsEverythingAgainWhileTheOldIndexAnswers()
    {
        var user = await Someone.RegisterAsync(world);
        var song = await user.AddSongAsync("Perennial Cardamom", "Spice Rack");
        await FoundAsync("cardamom", SearchType.Song, song.Id);
        var admin = await world.AdminAsync();
        using var feed = new StringContent(
            $"<rss version='2.0'><channel><title>Turmeric Talk</title><link>https://shows.example/{Guid.NewGuid()}</link>"
            + "<item><guid>1</guid><title>Of Saffron</title></item></channel></rss>");
        var show = (await admin.SendAsync<FeedImported>("catalog", HttpMethod.Post, "shows/import", feed)).Show;
        await FoundAsync("turmeric", SearchType.Show, show.Id);
        var before = await admin.GetAsync<SearchIndexState>("search", "index");

        Assert.Equal(HttpStatusCode.Forbidden, (await user.FailAsync("search", HttpMethod.Post, "index/rebuild")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await user.FailAsync("search", HttpMethod.Get, "index")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Someone.Guest(world).FailAsync("search", HttpMethod.Post, "index/rebuild")).Status);
        using var accepted = await admin.SendAsync("search", HttpMethod.Post, "index/rebuild");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        var state = before;
        await Condition.UntilAsync(
            async () =>
            {
                Assert.Contains(song.Id, await IdsAsync("cardamom", SearchType.Song));
                state = await admin.GetAsync<SearchIndexState>("search", "index");
                return !state.IsBuilding && state.BuiltAt > before.BuiltAt;
            },
            "the index is built anew",
            Token);
        await FoundAsync("cardamom spice", SearchType.Song, song.Id);
        await FoundAsync("spice rack", SearchType.Artist, song.ArtistIds[0]);
        await FoundAsync("turmeric", SearchType.Show, show.Id);
        Assert.Single(await IdsAsync("saffron turmeric", SearchType.Episode));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("pages")]
    [InlineData("first")]
    [InlineData("after")]
    [InlineData("genre")]
    [InlineData("country")]
    [InlineData("availableIn")]
    [InlineData("yearFrom")]
    [InlineData("yearTo")]
    public async Task Search_WhatMakesNoSense_IsRefused(string field)
    {
        var right = new SearchRequest("x");
        var request = field switch
        {
            "text" => right with { Text = new string('x', 201) },
            "pages" => right with { Pages = [.. Enumerable.Repeat(new SearchWindow(), 21)] },
            "first" => right with { Pages = [new SearchWindow(First: 101)] },
            "after" => right with { Pages = [new SearchWindow(After: "nonsense")] },
            "genre" => right with { Filter = new SearchFilter(Genre: "") },
            "country" => right with { Filter = new SearchFilter(Country: "se") },
            "availableIn" => right with { Filter = new SearchFilter(AvailableIn: "SWE") },
            "yearFrom" => right with { Filter = new SearchFilter(YearFrom: 0) },
            _ => right with { Filter = new SearchFilter(YearTo: 10_000) },
        };

        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await Someone.Guest(world).FailAsync("search", HttpMethod.Post, "search", request));
    }

    private Task FoundAsync(string text, SearchType type, Guid id) => Condition.UntilAsync(
        async () => (await IdsAsync(text, type)).Contains(id), $"'{text}' finds the {type}", Token);

    private async Task<IReadOnlyList<Guid>> IdsAsync(string text, SearchType type, SearchFilter? filter = null)
    {
        var request = new SearchRequest(text, filter, Pages: [new SearchWindow(type, 100)]);
        var answer = await Someone.Guest(world).PostAsync<SearchAnswer>("search", "search", request);
        return [.. answer.Pages[0].Hits.Select(hit => hit.Id)];
    }
}
