using System.Net;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.Servers;

namespace MusicGraph.Services.Tests.Http;

/// <summary>What becomes of items that are edited and deleted, and who may do that.</summary>
public sealed class CatalogEditTests(World world)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddSong_WithEverything_IsReadBackWithEverything()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];

        var song = await user.PostAsync<Song>("catalog", "songs", new NewSong(
            "Duet", [$"Ana {tag}"], $"Both {tag}", Genre: "Bolero", TrackNumber: 3, DurationMs: 1_000, ReleaseDate: "1999-07", Country: "mx")
        {
            Credits = [new($"Bo {tag}", CreditRole.Featured), new($"Cy {tag}", CreditRole.Composer), new($"ANA {tag}", CreditRole.Producer)],
            DiscNumber = 2,
            IsExplicit = true,
            Isrc = "mx-abc-99-00001",
            AlbumType = ReleaseType.Single,
            Label = "Discos",
            Upc = "012345678905",
            AvailableMarkets = ["se", "mx", "SE"],
            Metadata = new Dictionary<string, string> { ["mood"] = "sad" },
        });

        var items = await user.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest([song.Id, song.AlbumId!.Value, .. song.ArtistIds]));
        var read = Assert.IsType<Song>(items[0]);
        Assert.Equal(("MX", "MXABC9900001", 2, true), (read.Country, read.Isrc, read.DiscNumber, read.IsExplicit));
        Assert.Equal(["MX", "SE"], read.AvailableMarkets);
        Assert.Equal("sad", read.Metadata!["mood"]);
        Assert.Equal([CreditRole.Main, CreditRole.Featured, CreditRole.Composer, CreditRole.Producer], read.Credits!.Select(credit => credit.Role));
        Assert.Equal(read.Credits![0].ArtistId, read.Credits[3].ArtistId);
        Assert.Equal(read.ArtistIds, read.Credits.Take(2).Select(credit => credit.ArtistId));
        var album = Assert.IsType<Album>(items[1]);
        Assert.Equal((ReleaseType.Single, "Discos", "012345678905", "bolero"), (album.Type, album.Label, album.Upc, album.GenreSlug));
        Assert.Equal(["bolero"], Assert.IsType<Artist>(items[2]).GenreSlugs);
        var ofComposer = await user.GetAsync<Page<Song>>("catalog", $"artists/{read.Credits[2].ArtistId}/songs");
        Assert.Equal(song.Id, Assert.Single(ofComposer.Items).Value.Id);
        var byType = await user.PostAsync<Page<Album>[]>("catalog", "albums/windows", new AlbumWindowsRequest([
            new(song.ArtistIds[0], ReleaseType.Single, new PageRequest()), new(song.ArtistIds[0], ReleaseType.Album, new PageRequest())]));
        Assert.Equal((1, 0), (byType[0].TotalCount, byType[1].TotalCount));
    }

    [Fact]
    public async Task EditSong_MovesItBetweenLists()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];
        var song = await user.PostAsync<Song>(
            "catalog", "songs", new NewSong("Before", [$"Old {tag}"], $"First {tag}", Genre: $"Ska {tag}", DurationMs: 1, ReleaseDate: "1901", Country: "AQ"));

        var edited = await user.SendAsync<Song>("catalog", HttpMethod.Patch, $"songs/{song.Id}", new SongEdit(
            "After", [$"New {tag}"], Album: $"Second {tag}", Genre: $"Dub {tag}", ReleaseDate: "1902-03-04", Country: "BV"));

        Assert.Equal(("After", 2L), (edited.Title, edited.Version));
        Assert.Empty((await user.GetAsync<Page<Song>>("catalog", $"artists/{song.ArtistIds[0]}/songs")).Items);
        Assert.Empty((await user.GetAsync<Page<Song>>("catalog", $"albums/{song.AlbumId}/songs")).Items);
        Assert.Empty((await user.GetAsync<Page<Song>>("catalog", $"songs?genre=ska-{tag}")).Items);
        Assert.DoesNotContain(await ListedAsync(user, "songs?year=1901"), id => id == song.Id);
        Assert.DoesNotContain(await ListedAsync(user, "songs?country=AQ"), id => id == song.Id);
        Assert.Equal([song.Id], await ListedAsync(user, $"artists/{edited.ArtistIds[0]}/songs"));
        Assert.Equal([song.Id], await ListedAsync(user, $"albums/{edited.AlbumId}/songs"));
        Assert.Equal([song.Id], await ListedAsync(user, $"songs?genre=dub-{tag}"));
        Assert.Contains(await ListedAsync(user, "songs?year=1902"), id => id == song.Id);
        Assert.Contains(await ListedAsync(user, "songs?country=bv"), id => id == song.Id);
        Assert.DoesNotContain(await user.GetAsync<Genre[]>("catalog", "genres"), genre => genre.Slug == $"ska-{tag}");
    }

    [Fact]
    public async Task EditSong_PartByPart_KeepsTheRest()
    {
        var user = await Someone.RegisterAsync(world);
        var song = await user.PostAsync<Song>("catalog", "songs", new NewSong("Kept", ["K"], "Kept album", Genre: "Kept", DurationMs: 1, ReleaseDate: "2001")
        {
            Credits = [new("Kay", CreditRole.Featured)],
            Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            AvailableMarkets = [],
        });

        var edited = await user.SendAsync<Song>("catalog", HttpMethod.Patch, $"songs/{song.Id}", new SongEdit(ReleaseDate: "", Genre: "Other")
        {
            Metadata = new Dictionary<string, string> { ["a"] = "", ["c"] = "3" },
            IsAvailableEverywhere = true,
        });

        Assert.Equal(("Kept", song.AlbumId, null, "other"), (edited.Title, edited.AlbumId, edited.ReleaseDate, edited.GenreSlug));
        Assert.Equal(song.ArtistIds, edited.ArtistIds);
        Assert.Equal(["b", "c"], edited.Metadata!.Keys);
        Assert.Null(edited.AvailableMarkets);
    }

    [Fact]
    public async Task Edit_BySomebodyElse_IsRefused()
    {
        var (user, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await user.AddSongAsync("Mine", $"Me {Guid.NewGuid():N}", $"Ours {Guid.NewGuid():N}");
        (string, object)[] edits = [
            ($"songs/{song.Id}", new SongEdit("Theirs", ["Nobody yet"])), ($"albums/{song.AlbumId}", new AlbumEdit("Theirs")),
            ($"artists/{song.ArtistIds[0]}", new ArtistEdit("Theirs"))];

        foreach (var (route, edit) in edits)
        {
            Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await other.FailAsync("catalog", HttpMethod.Patch, route, edit));
            Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await other.FailAsync("catalog", HttpMethod.Delete, route));
            Assert.Equal(HttpStatusCode.Unauthorized, (await Someone.Guest(world).FailAsync("catalog", HttpMethod.Patch, route, edit)).Status);
        }

        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("catalog", HttpMethod.Patch, $"albums/{song.Id}", new AlbumEdit("A song")));
    }

    [Fact]
    public async Task RenameArtist_TheNewNameIsTheirsAndTheOldOneFree()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];
        var song = await user.AddSongAsync("Song", $"Tpyo {tag}");
        var taken = await user.AddSongAsync("Other", $"Taken {tag}");

        var renamed = await user.SendAsync<Artist>("catalog", HttpMethod.Patch, $"artists/{song.ArtistIds[0]}", new ArtistEdit($"Typo {tag}"));

        Assert.Equal($"Typo {tag}", renamed.Name);
        Assert.Equal(renamed.Id, (await user.AddSongAsync("Next", $"TYPO {tag}")).ArtistIds[0]);
        await Condition.UntilAsync(async () => (await user.AddSongAsync("Again", $"Tpyo {tag}")).ArtistIds[0] != renamed.Id, "the old name is free", Token);
        await Condition.UntilAsync(
            async () => (await ItemAsync(user, song.Id)).Version > 1, "the song is told again with the new name", Token);
        Assert.Equal(
            (HttpStatusCode.Conflict, Problems.NameTaken),
            await user.FailAsync("catalog", HttpMethod.Patch, $"artists/{renamed.Id}", new ArtistEdit($"taken {tag}")));
        Assert.Equal(taken.ArtistIds[0], (await user.AddSongAsync("Still", $"Taken {tag}")).ArtistIds[0]);
    }

    [Fact]
    public async Task DeleteSong_LeavesNothingBehind()
    {
        var user = await Someone.RegisterAsync(world);
        byte[] audio = [.. "OggS"u8, .. Guid.NewGuid().ToByteArray()];
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(audio));
        var tag = Guid.NewGuid().ToString("N")[..8];
        var song = await user.PostAsync<Song>("catalog", "songs", new NewSong("Gone", [$"G {tag}"], $"Gs {tag}", Genre: $"G {tag}", DurationMs: 1, ContentHash: hash));
        using var uploaded = await user.SendAsync("audio", HttpMethod.Put, $"audio/{song.Id}", new ByteArrayContent(audio) { Headers = { ContentType = new("audio/ogg") } });
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);

        using var deleted = await user.SendAsync("catalog", HttpMethod.Delete, $"songs/{song.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await user.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest([song.Id])));
        var ofAlbum = await user.GetAsync<Page<Song>>("catalog", $"albums/{song.AlbumId}/songs");
        Assert.Equal((0, 0), (ofAlbum.TotalCount, ofAlbum.Items.Count));
        Assert.Equal(0, (await user.GetAsync<Page<Song>>("catalog", $"artists/{song.ArtistIds[0]}/songs")).TotalCount);
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("catalog", HttpMethod.Delete, $"songs/{song.Id}"));
        await Condition.UntilAsync(() => Task.FromResult(world.Blobs(song.Id).Count == 0), "the audio is deleted", Token);
        await Condition.UntilAsync(
            async () => (await user.SendAsync("catalog", HttpMethod.Post, "songs", new NewSong("Anew", ["G"], ContentHash: hash))).StatusCode == HttpStatusCode.Created,
            "the content can be added again",
            Token);
    }

    [Fact]
    public async Task DeleteAlbum_ItsSongsStayWithoutIt()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];
        var song = await user.AddSongAsync("Orphan", $"O {tag}", $"Os {tag}");

        Assert.Equal(
            (HttpStatusCode.Conflict, Problems.StillInUse), await user.FailAsync("catalog", HttpMethod.Delete, $"artists/{song.ArtistIds[0]}"));
        using var deleted = await user.SendAsync("catalog", HttpMethod.Delete, $"albums/{song.AlbumId}");

        await Condition.UntilAsync(async () => ((Song)await ItemAsync(user, song.Id)).AlbumId is null, "the song lost its album", Token);
        Assert.Empty((await user.GetAsync<Page<Album>>("catalog", $"artists/{song.ArtistIds[0]}/albums")).Items);
        var anew = default(Song);
        await Condition.UntilAsync(
            async () => (anew = await user.AddSongAsync("Second", $"O {tag}", $"Os {tag}")).AlbumId != song.AlbumId, "the title is free", Token);
        Assert.Equal(song.ArtistIds, anew!.ArtistIds);
    }

    [Fact]
    public async Task DeleteArtist_WhoHasNothing_FreesTheName()
    {
        var user = await Someone.RegisterAsync(world);
        var name = $"Short-lived {Guid.NewGuid():N}";
        var song = await user.AddSongAsync("Only", name);
        using var deletedSong = await user.SendAsync("catalog", HttpMethod.Delete, $"songs/{song.Id}");
        using var deleted = await user.SendAsync("catalog", HttpMethod.Delete, $"artists/{song.ArtistIds[0]}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.NotEqual(song.ArtistIds[0], (await user.AddSongAsync("Next", name)).ArtistIds[0]);
    }

    [Fact]
    public async Task UserDeleted_TakesAlongWhatTheyAdded_ButNotWhatOthersStandOn()
    {
        var (gone, stays) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var tag = Guid.NewGuid().ToString("N")[..8];
        var own = await gone.AddSongAsync("Own", $"Theirs {tag}", $"Theirs {tag}", $"Lost {tag}");
        using var uploaded = await gone.SendAsync(
            "audio", HttpMethod.Put, $"audio/{own.Id}", new ByteArrayContent([.. "OggS"u8, .. own.Id.ToByteArray()]) { Headers = { ContentType = new("audio/ogg") } });
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        var first = await gone.AddSongAsync("First", $"Shared {tag}", $"Shared {tag}");
        var second = await stays.AddSongAsync("Second", $"Shared {tag}", $"Shared {tag}");
        var alone = await gone.AddSongAsync("Alone", $"Shared {tag}", $"Alone {tag}");
        Assert.Equal((first.AlbumId, first.ArtistIds[0]), (second.AlbumId, second.ArtistIds[0]));

        using var deleted = await gone.SendAsync("users", HttpMethod.Post, "users/me/deletion", new AccountDeletion(Someone.Password));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Guid[] goes = [own.Id, own.AlbumId!.Value, own.ArtistIds[0], first.Id, alone.Id, alone.AlbumId!.Value];
        await Condition.UntilAsync(
            async () => (await stays.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest(goes))).Length == 0, "what they added is gone", Token);
        await Condition.UntilAsync(() => Task.FromResult(world.Blobs(own.Id).Count == 0), "the audio is deleted", Token);
        await Condition.UntilAsync(
            async () => (await stays.AddSongAsync("Anew", $"Theirs {tag}")).ArtistIds[0] != own.ArtistIds[0], "the artist's name is free", Token);
        Assert.Equal([second.Id], await ListedAsync(stays, $"artists/{second.ArtistIds[0]}/songs"));
        Assert.Equal([second.Id], await ListedAsync(stays, $"albums/{second.AlbumId}/songs"));
        Assert.Equal([second.AlbumId!.Value], (await stays.GetAsync<Page<Album>>("catalog", $"artists/{second.ArtistIds[0]}/albums")).Items.Select(item => item.Value.Id));
        Assert.DoesNotContain(await stays.GetAsync<Genre[]>("catalog", "genres"), genre => genre.Slug == $"lost-{tag}");
    }

    [Fact]
    public async Task Edit_OfARecordThatANewerServiceWrote_KeepsWhatItDoesNotKnow()
    {
        var user = await Someone.RegisterAsync(world);
        var song = await user.AddSongAsync("Future");
        using var catalog = world.Dapr("catalog");
        var key = $"item:{song.Id:N}";
        var stored = JsonSerializer.SerializeToNode<CatalogItem>(song, ServiceDefaults.ServiceJson.Options)!;
        stored["tempoBpm"] = 120;
        await catalog.SaveStateAsync(Components.StateStore, key, stored, metadata: new Dictionary<string, string> { ["partitionKey"] = key }, cancellationToken: Token);

        await user.SendAsync<Song>("catalog", HttpMethod.Patch, $"songs/{song.Id}", new SongEdit("Now"));

        var after = await catalog.GetStateAsync<JsonElement>(Components.StateStore, key, cancellationToken: Token);
        Assert.Equal(("Now", 120), (after.GetProperty("title").GetString(), after.GetProperty("tempoBpm").GetInt32()));
    }

    [Fact]
    public async Task Lists_WithAMarket_LeaveOutWhatCannotBePlayedThere_AndSoDoesPlaying()
    {
        var user = await Someone.RegisterAsync(world);
        var artist = $"Regional {Guid.NewGuid():N}";
        var everywhere = await user.AddSongAsync("Everywhere", artist);
        var limited = await user.PostAsync<Song>("catalog", "songs", new NewSong("Limited", [artist], DurationMs: 1) { AvailableMarkets = ["SE"] });
        using var uploaded = await user.SendAsync(
            "audio", HttpMethod.Put, $"audio/{limited.Id}", new ByteArrayContent("OggS and more"u8.ToArray()) { Headers = { ContentType = new("audio/ogg") } });

        Assert.Equal([limited.Id, everywhere.Id], await ListedAsync(user, $"artists/{limited.ArtistIds[0]}/songs?market=SE"));
        Assert.Equal([everywhere.Id], await ListedAsync(user, $"artists/{limited.ArtistIds[0]}/songs?market=US"));
        await Condition.UntilAsync(async () => await PlayAsync("US") == HttpStatusCode.UnavailableForLegalReasons, "audio heard of the limit", Token);
        Assert.Equal(HttpStatusCode.UnavailableForLegalReasons, await PlayAsync(null));
        Assert.Equal(HttpStatusCode.OK, await PlayAsync("SE"));
        await user.SendAsync<Song>("catalog", HttpMethod.Patch, $"songs/{limited.Id}", new SongEdit { IsAvailableEverywhere = true });
        await Condition.UntilAsync(async () => await PlayAsync("US") == HttpStatusCode.OK, "audio heard that the limit is gone", Token);

        async Task<HttpStatusCode> PlayAsync(string? country)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"audio/{limited.Id}");
            if (country is not null)
                request.Headers.Add(AudioHeaders.Country, country);
            using var response = await user.SendAsync("audio", request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task AddSongs_Many_AnswersForEach()
    {
        var user = await Someone.RegisterAsync(world);
        var artist = $"Prolific {Guid.NewGuid():N}";
        NewSong[] songs = [.. Enumerable.Range(1, 120).Select(i => new NewSong($"Song {i}", [artist], $"All {artist}", Genre: "Bulk", TrackNumber: i, DurationMs: i))];
        songs[60] = songs[60] with { Title = "" };

        var added = await user.PostAsync<AddedSong[]>("catalog", "songs/bulk", new NewSongs(songs));

        Assert.Equal(Problems.Invalid, added[60].Code);
        Assert.All(added.Where((_, i) => i != 60), one => Assert.NotNull(one.Song));
        var album = await user.GetAsync<Page<Song>>("catalog", $"albums/{added[0].Song!.AlbumId}/songs?first=100");
        Assert.Equal(119, album.TotalCount);
        Assert.Equal(Enumerable.Range(1, 60), album.Items.Take(60).Select(item => item.Value.TrackNumber!.Value));
        Assert.Equal(119, (await user.GetAsync<Page<Song>>("catalog", $"artists/{added[0].Song!.ArtistIds[0]}/songs")).TotalCount);
    }

    [Fact]
    public async Task WhatIsShared_BecomesPopular()
    {
        var user = await Someone.RegisterAsync(world);
        var (artist, genre) = ($"Star {Guid.NewGuid():N}", $"Hits {Guid.NewGuid():N}");
        var song = await user.AddSongAsync("Hit", artist, genre: genre);
        var newer = await user.AddSongAsync("Miss", artist, genre: genre);

        await user.PostAsync<Share>("social", "shares", new NewShare(ShareKind.Song, song.Id));

        await Condition.UntilAsync(async () => (await ItemAsync(user, song.Id)).Popularity > 0, "the share counts", Token);
        await Condition.UntilAsync(async () => (await ItemAsync(user, song.ArtistIds[0])).Popularity > 0, "and for the artist", Token);
        Assert.Equal([song.Id, newer.Id], await ListedAsync(user, $"songs/popular?genre={song.GenreSlug}"));
        var top = await user.PostAsync<Page<Song>[]>(
            "catalog", "songs/windows", new SongWindowsRequest([new(SongParent.ArtistTop, song.ArtistIds[0].ToString(), new PageRequest(First: 1))]));
        Assert.Equal(song.Id, Assert.Single(top[0].Items).Value.Id);
    }

    [Fact]
    public async Task RelatedArtists_AreThoseOfTheSameSongsThenOfTheSameGenre()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];
        var alike = await user.AddSongAsync("C", $"Alike {tag}", genre: $"Rare {tag}");
        var song = await user.PostAsync<Song>("catalog", "songs", new NewSong("A", [$"One {tag}"], Genre: $"Rare {tag}", DurationMs: 1)
        {
            Credits = [new($"Guest {tag}", CreditRole.Featured)],
        });

        var related = await user.PostAsync<RelatedTo[]>("catalog", "artists/related", new BatchRequest([song.ArtistIds[0], Guid.NewGuid()]));

        Assert.Equal([song.ArtistIds[1], alike.ArtistIds[0]], Assert.Single(related).Artists.Select(artist => artist.Id));
    }

    [Fact]
    public async Task NewReleases_AreByTheirDateAndNotByWhenTheyWereAdded()
    {
        var user = await Someone.RegisterAsync(world);
        var artist = $"R {Guid.NewGuid():N}";
        var late = await user.PostAsync<Song>("catalog", "songs", new NewSong("L", [artist], "Late", DurationMs: 1, ReleaseDate: "2026-05-02"));
        var early = await user.PostAsync<Song>("catalog", "songs", new NewSong("E", [artist], "Early", DurationMs: 1, ReleaseDate: "2026-04-30"));

        var releases = (await user.GetAsync<Page<Album>>("catalog", "albums/new-releases?first=100")).Items.Select(item => item.Value.Id).ToList();

        Assert.True(releases.IndexOf(late.AlbumId!.Value) < releases.IndexOf(early.AlbumId!.Value));
    }

    private static async Task<Guid[]> ListedAsync(Someone user, string route) =>
        [.. (await user.GetAsync<Page<Song>>("catalog", route)).Items.Select(item => item.Value.Id)];

    private static async Task<CatalogItem> ItemAsync(Someone user, Guid id) =>
        Assert.Single(await user.PostAsync<CatalogItem[]>("catalog", "items/batch", new BatchRequest([id])));
}
