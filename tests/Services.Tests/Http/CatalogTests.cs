using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

public sealed class CatalogTests(World world)
{
    [Fact]
    public async Task AddSong_NamesInOtherSpelling_MeansTheSameArtistAndAlbum()
    {
        var user = await Someone.RegisterAsync(world);
        var tag = Guid.NewGuid().ToString("N")[..8];
        var one = await user.PostAsync<Song>(
            "catalog", "songs", new NewSong("Svefn", [$"Sigur Rós {tag}"], "Ágætis", Genre: "Post Rock", TrackNumber: 2, DurationMs: 5));
        var two = await user.PostAsync<Song>(
            "catalog", "songs", new NewSong("Intro", [$"SIGUR  ROS {tag}"], "agaetis", Genre: "post-rock", TrackNumber: 1, DurationMs: 5));

        Assert.Equal(one.ArtistIds, two.ArtistIds);
        Assert.Equal(one.AlbumId, two.AlbumId);
        Assert.Equal("post-rock", one.GenreSlug);
        var items = await user.PostAsync<CatalogItem[]>(
            "catalog", "items/batch", new BatchRequest([one.Id, one.AlbumId!.Value, Guid.NewGuid(), one.ArtistIds[0]]));
        Assert.Collection(
            items,
            item => Assert.Equal("Svefn", Assert.IsType<Song>(item).Title),
            item => Assert.Equal("Ágætis", Assert.IsType<Album>(item).Title),
            item => Assert.Equal($"Sigur Rós {tag}", Assert.IsType<Artist>(item).Name));

        var tracks = await user.GetAsync<Page<Song>>("catalog", $"albums/{one.AlbumId}/songs");
        Assert.Equal([two.Id, one.Id], tracks.Items.Select(item => item.Value.Id));
        var windows = await user.PostAsync<Page<Song>[]>("catalog", "songs/windows", new SongWindowsRequest([
            new(SongParent.Artist, one.ArtistIds[0].ToString(), new PageRequest(First: 1)),
            new(SongParent.Album, one.AlbumId.ToString()!, new PageRequest(Last: 1)),
            new(SongParent.Genre, "no-such-genre", new PageRequest()),
            new(SongParent.Album, "no id", new PageRequest())]));
        Assert.Equal(two.Id, Assert.Single(windows[0].Items).Value.Id);
        Assert.Equal(one.Id, Assert.Single(windows[1].Items).Value.Id);
        Assert.Equal((2, true), (windows[0].TotalCount, windows[0].HasNextPage));
        Assert.Empty(windows[2].Items);
        Assert.Empty(windows[3].Items);
        var albums = await user.PostAsync<Page<Album>[]>(
            "catalog", "albums/windows", new AlbumWindowsRequest([new(one.ArtistIds[0], null, new PageRequest())]));
        Assert.Equal(one.AlbumId, Assert.Single(albums[0].Items).Value.Id);
        Assert.Contains(await user.GetAsync<Genre[]>("catalog", "genres"), genre => genre.Slug == "post-rock" && genre.SongCount >= 2);
    }

    [Fact]
    public async Task AddSong_SameContentTwiceAtOnce_MakesOne()
    {
        var user = await Someone.RegisterAsync(world);
        var hash = Convert.ToHexString(Guid.NewGuid().ToByteArray()) + Convert.ToHexString(Guid.NewGuid().ToByteArray());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => user.SendAsync(
            "catalog", HttpMethod.Post, "songs", new NewSong($"Copy {i}", ["X"], ContentHash: hash))));

        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        using var song = JsonDocument.Parse(await winner.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        foreach (var loser in answers.Where(answer => answer != winner))
        {
            using var problem = JsonDocument.Parse(await loser.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Problems.DuplicateSong, problem.RootElement.GetProperty("code").GetString());
            Assert.Equal(song.RootElement.GetProperty("id").GetGuid(), problem.RootElement.GetProperty("id").GetGuid());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddSong_ContentWasClaimedLongAgo_IsADuplicateOnlyIfItWasUploaded(bool isUploaded)
    {
        var user = await Someone.RegisterAsync(world);
        byte[] audio = [.. "OggS"u8, .. Guid.NewGuid().ToByteArray()];
        var hash = Convert.ToHexStringLower(SHA256.HashData(audio));
        var first = await user.PostAsync<Song>("catalog", "songs", new NewSong("First", ["X"], ContentHash: hash));
        if (isUploaded)
        {
            using var uploaded = await user.SendAsync(
                "audio", HttpMethod.Put, $"audio/{first.Id}", new ByteArrayContent(audio) { Headers = { ContentType = new("audio/ogg") } });
            Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        }

        using var catalog = world.Dapr("catalog");
        await catalog.SaveStateAsync(
            Components.StateStore, $"song-hash:{hash}", new { owner = first.Id, at = DateTimeOffset.UtcNow.AddHours(-2) },
            cancellationToken: TestContext.Current.CancellationToken);

        using var second = await user.SendAsync("catalog", HttpMethod.Post, "songs", new NewSong("Second", ["X"], ContentHash: hash));

        Assert.Equal(isUploaded ? HttpStatusCode.Conflict : HttpStatusCode.Created, second.StatusCode);
    }

    [Theory]
    [InlineData("title", """{"title":" ","artists":["X"]}""")]
    [InlineData("artists", """{"title":"T","artists":[]}""")]
    [InlineData("artists", """{"title":"T","artists":[null]}""")]
    [InlineData("artists", """{"title":"T"}""")]
    [InlineData("durationMs", """{"title":"T","artists":["X"],"durationMs":-1}""")]
    [InlineData("trackNumber", """{"title":"T","artists":["X"],"trackNumber":0}""")]
    [InlineData("releaseDate", """{"title":"T","artists":["X"],"releaseDate":"2024-13"}""")]
    [InlineData("country", """{"title":"T","artists":["X"],"country":"Iceland"}""")]
    [InlineData("contentHash", """{"title":"T","artists":["X"],"contentHash":"abc"}""")]
    public async Task AddSong_ARuleIsBroken_NamesTheField(string field, string body)
    {
        var user = await Someone.RegisterAsync(world);

        using var response = await user.SendAsync(
            "catalog", HttpMethod.Post, "songs", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(field, problem.RootElement.GetProperty("field").GetString());
    }

    [Fact]
    public async Task AddSong_Guest_IsRefused() => Assert.Equal(
        (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
        await Someone.Guest(world).FailAsync("catalog", HttpMethod.Post, "songs", new NewSong("T", ["X"])));
}
