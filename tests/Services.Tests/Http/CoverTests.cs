using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MusicGraph.Audio;
using MusicGraph.Audio.Covers;
using MusicGraph.Audio.Media;
using MusicGraph.Contracts;
using MusicGraph.Servers;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Covers, and what pretends to be one.</summary>
public sealed class CoverTests(World world)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("mjpeg", "image/jpeg")]
    public async Task Cover_ComesInThreeSizes(string codec, string contentType)
    {
        var owner = await Someone.RegisterAsync(world);
        var song = await owner.AddSongAsync("Pictured", album: $"Album {Guid.NewGuid():N}");
        var picture = await PictureAsync(codec, 800, 400);
        var path = $"covers/{song.AlbumId}";

        using var created = await PutAsync(owner, path, picture);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var original = await Someone.Guest(world).SendAsync("audio", HttpMethod.Get, path);
        Assert.Equal(contentType, original.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture, await original.Content.ReadAsByteArrayAsync(Token));
        var cover = Assert.Single(await owner.PostAsync<Cover[]>("audio", "covers/batch", new BatchRequest([song.AlbumId!.Value, song.Id])));
        Assert.Equal(song.AlbumId, cover.ItemId);
        Assert.Equal([new CoverImage(640, 640, 320), new CoverImage(300, 300, 150), new CoverImage(64, 64, 32)], cover.Images);
        using var small = await Someone.Guest(world).SendAsync("audio", HttpMethod.Get, $"{path}?size=64");
        Assert.Equal("image/jpeg", small.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.FailAsync("audio", HttpMethod.Get, $"{path}?size=65")).Status);

        using var deleted = await owner.SendAsync("catalog", HttpMethod.Delete, $"albums/{song.AlbumId}");
        await Condition.UntilAsync(() => world.Blobs(song.AlbumId.Value).Count == 0, "the pictures are deleted", Token);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.FailAsync("audio", HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task Cover_SmallerThanASize_IsNotBlownUp()
    {
        var owner = await Someone.RegisterAsync(world);
        var artist = (await owner.AddSongAsync("Thumb", $"Artist {Guid.NewGuid():N}")).ArtistIds[0];

        using var created = await PutAsync(owner, $"covers/{artist}", await PictureAsync("png", 1, 100));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var cover = Assert.Single(await owner.PostAsync<Cover[]>("audio", "covers/batch", new BatchRequest([artist])));
        Assert.Equal([new CoverImage(640, 1, 100), new CoverImage(300, 1, 100), new CoverImage(64, 1, 64)], cover.Images);
    }

    [Fact]
    public async Task Cover_OfAPlaylist_IsItsOwnersAndEditorsToUpload_AndGoesWithIt()
    {
        var (owner, editor, viewer) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var playlist = await owner.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Pictured", null, Visibility.Private));
        foreach (var (user, role) in new[] { (editor, CollaboratorRole.Editor), (viewer, CollaboratorRole.Viewer) })
            using (await owner.SendAsync("playlists", HttpMethod.Put, $"playlists/{playlist.Id}/collaborators/{user.Id}", new CollaboratorGrant(role))) { }
        var (path, picture) = ($"covers/{playlist.Id}", await PictureAsync("png", 20, 10));

        foreach (var (user, status) in new[]
        {
            (owner, HttpStatusCode.Created), (editor, HttpStatusCode.Created), (viewer, HttpStatusCode.Forbidden),
            (await Someone.RegisterAsync(world), HttpStatusCode.NotFound), (Someone.Guest(world), HttpStatusCode.Unauthorized),
        })
        {
            using var answer = await PutAsync(user, path, picture);
            Assert.Equal(status, answer.StatusCode);
        }

        Assert.Equal(playlist.Id, Assert.Single(await owner.PostAsync<Cover[]>("audio", "covers/batch", new BatchRequest([playlist.Id]))).ItemId);
        using var deleted = await owner.SendAsync("playlists", HttpMethod.Delete, $"playlists/{playlist.Id}");
        await Condition.UntilAsync(() => world.Blobs(playlist.Id).Count == 0, "the pictures are deleted", Token);
        using var gone = await PutAsync(owner, path, picture);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Cover_WithoutFfmpeg_IsRefusedByName()
    {
        using var maker = new CoverMaker(Options.Create(new AudioOptions { Ffmpeg = "no-such-program" }), NullLogger<CoverMaker>.Instance);
        var picture = await PictureAsync("png", 10, 10);

        var made = await maker.MakeAsync(ImageHeader.Read(picture)!, picture, Token);

        Assert.Equal((501, Problems.NotInstalled), (made.Problem!.Status, made.Problem.Code));
        Assert.Contains("ffmpeg", made.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cover_OfSomebodyElseOrOfASong_IsRefused()
    {
        var (owner, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var song = await owner.AddSongAsync("Mine", album: $"Album {Guid.NewGuid():N}");
        var picture = await PictureAsync("png", 10, 10);

        using var forbidden = await PutAsync(other, $"covers/{song.AlbumId}", picture);
        using var ofSong = await PutAsync(owner, $"covers/{song.Id}", picture);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (forbidden.StatusCode, ofSong.StatusCode));
    }

    [Fact]
    public async Task Cover_ThatSaysItIsHuge_IsRefusedBeforeItIsDecoded()
    {
        var owner = await Someone.RegisterAsync(world);
        var path = $"covers/{(await owner.AddSongAsync("Bomb", album: $"Album {Guid.NewGuid():N}")).AlbumId}";
        var wide = await PictureAsync("png", 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(wide.AsSpan(16), 100_000);
        var many = await PictureAsync("png", 10, 10);
        BinaryPrimitives.WriteInt32BigEndian(many.AsSpan(16), 19_000);
        BinaryPrimitives.WriteInt32BigEndian(many.AsSpan(20), 19_000);

        using var tooWide = await PutAsync(owner, path, wide);
        using var tooMany = await PutAsync(owner, path, many);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (tooWide.StatusCode, tooMany.StatusCode));
    }

    [Fact]
    public async Task Cover_ThatIsNoPicture_IsRefused()
    {
        var owner = await Someone.RegisterAsync(world);
        var path = $"covers/{(await owner.AddSongAsync("Odd", album: $"Album {Guid.NewGuid():N}")).AlbumId}";
        byte[] headerAlone = (await PictureAsync("png", 10, 10))[..33];
        byte[][] others = [headerAlone, "OggS and more"u8.ToArray(), "#EXTM3U\nfile:///etc/passwd"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()];

        foreach (var bytes in others)
        {
            using var refused = await PutAsync(owner, path, bytes);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        }

        using var empty = await PutAsync(owner, path, []);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.FailAsync("audio", HttpMethod.Get, path)).Status);
    }

    /// <summary>An image that is also a page: a browser gets it as the image that it is, and runs nothing of it.</summary>
    [Fact]
    public async Task Cover_ThatIsAPageAsWell_IsServedAsAnImageThatCanDoNothing()
    {
        var owner = await Someone.RegisterAsync(world);
        var path = $"covers/{(await owner.AddSongAsync("Polyglot", album: $"Album {Guid.NewGuid():N}")).AlbumId}";
        byte[] polyglot = [.. await PictureAsync("png", 10, 10), .. "<html><script>alert(1)</script>"u8];

        using var created = await PutAsync(owner, path, polyglot);
        using var response = await Someone.Guest(world).SendAsync("audio", HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    private static Task<HttpResponseMessage> PutAsync(Someone user, string path, byte[] bytes) => user.SendAsync(
        "audio", HttpMethod.Put, path, new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } });

    private static async Task<byte[]> PictureAsync(string codec, int width, int height)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-f", "lavfi", "-i", $"testsrc=size={width}x{height}", "-frames:v", "1", "-c:v", codec, "-f", "image2pipe", "pipe:1"])
        {
            RedirectStandardOutput = true,
        })!;
        using var picture = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(picture, Token);
        await ffmpeg.WaitForExitAsync(Token);
        Assert.Equal(0, ffmpeg.ExitCode);
        return picture.ToArray();
    }
}
