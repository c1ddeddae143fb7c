using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_WesnothMusic_EveryFileBecomesASongAsFfprobeKnowsItOnceAndCanBeStreamedBack()
    {
        var files = Directory.GetFiles(Music.Folder, "*.ogg", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        var folder = Path.GetDirectoryName(files[0])!;

        await using (var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--import", folder))
        {
            Assert.Contains($"imported: {files.Length} added, 0 already there, 0 skipped", host.Lines);
            await AssertSongsAsync(host, files);
            Assert.Equal(0, await host.StopAsync());
        }

        await using (var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--import", folder))
        {
            Assert.Contains($"imported: 0 added, {files.Length} already there, 0 skipped", host.Lines);
            using var guest = new ApiClient(host.Address);
            var data = await guest.QueryAsync("{ songs { totalCount } }", null, Cancel);
            Assert.Equal(files.Length, data.GetProperty("songs").GetProperty("totalCount").GetInt32());
        }
    }

    [Fact]
    public async Task Import_FilesThatAreNoMusic_AreReportedAndSkipped()
    {
        var music = Directory.CreateDirectory(_folder["music"]).FullName;
        var song = Directory.GetFiles(Music.Folder, "*.ogg", SearchOption.AllDirectories).MinBy(file => new FileInfo(file).Length)!;
        File.Copy(song, Path.Combine(music, "song.ogg"));
        File.Copy(song, Path.Combine(music, "the same.ogg"));
        await File.WriteAllTextAsync(Path.Combine(music, "notes.txt"), "not music", Cancel);
        await File.WriteAllBytesAsync(Path.Combine(music, "broken.mp3"), RandomNumberGenerator.GetBytes(4096), Cancel);
        await File.WriteAllBytesAsync(Path.Combine(music, "empty.ogg"), [], Cancel);

        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo", "--import", music);

        Assert.Contains("imported: 1 added, 1 already there, 3 skipped", host.Lines);
        foreach (var name in (string[])["notes.txt", "broken.mp3", "empty.ogg"])
            Assert.Contains(host.Lines, line => line.Contains("skipped") && line.Contains(name));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder["data"], "importer.json")));
        }
    }

    [Fact]
    public async Task Import_WithoutFfprobe_SaysHowToGetItAndServes()
    {
        var music = Directory.CreateDirectory(_folder["music"]).FullName;
        var programs = Directory.CreateDirectory(_folder["programs"]).FullName;
        await using var host = HostProcess.BeginWithout(programs, _folder["data"], "--no-demo", "--import", music);
        await host.WaitUntilReadyAsync();

        // After the end: what goes to standard error may come after what was printed later.
        Assert.Equal(0, await host.StopAsync());
        Assert.Contains(host.Lines, line => line.StartsWith("musicgraph: nothing is imported. ffprobe", StringComparison.Ordinal) && line.Contains("apt install ffmpeg"));
    }

    private static async Task AssertSongsAsync(HostProcess host, string[] files)
    {
        const string query = "{ songs(first: 100) { nodes { id title durationMs artists { name } audio { url size contentType } } } }";
        using var guest = new ApiClient(host.Address);
        var songs = (await guest.QueryAsync(query, null, Cancel)).GetProperty("songs").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(files.Length, songs.Count);

        // Titles are not unique, so a song is found by its bytes.
        var byHash = new Dictionary<string, System.Text.Json.JsonElement>();
        foreach (var song in songs)
        {
            var bytes = await guest.Http.GetByteArrayAsync(song.GetProperty("audio").GetProperty("url").GetString(), Cancel);
            byHash.Add(Convert.ToHexString(SHA256.HashData(bytes)), song);
        }

        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            var song = byHash[Convert.ToHexString(SHA256.HashData(bytes))];
            var probed = await Music.ProbeAsync(file, Cancel);

            Assert.Equal(probed.Title ?? Path.GetFileNameWithoutExtension(file), song.GetProperty("title").GetString());
            if (probed.Artist is not null)
                Assert.Equal(probed.Artist, Assert.Single(song.GetProperty("artists").EnumerateArray()).GetProperty("name").GetString());
            Assert.Equal(probed.Seconds * 1000, song.GetProperty("durationMs").GetInt32(), tolerance: 50);
            await AssertRangesAsync(guest, song.GetProperty("audio").GetProperty("url").GetString()!, bytes);
        }
    }

    private static async Task AssertRangesAsync(ApiClient guest, string url, byte[] bytes)
    {
        (long? From, long? To)[] ranges = [(0, 0), (0, 99), (bytes.Length / 2, (bytes.Length / 2) + 65535), (bytes.Length - 1, null), (null, 1000)];
        foreach (var (from, to) in ranges)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(from, to) } };
            using var response = await guest.Http.SendAsync(request, Cancel);
            var start = from ?? bytes.Length - to!.Value;
            var end = from is null ? bytes.Length - 1 : Math.Min(to ?? (bytes.Length - 1), bytes.Length - 1);

            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(start, end, bytes.Length), response.Content.Headers.ContentRange);
            Assert.Equal(bytes[(int)start..(int)(end + 1)], await response.Content.ReadAsByteArrayAsync(Cancel));
        }

        using var beyond = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(bytes.Length, null) } };
        using var refused = await guest.Http.SendAsync(beyond, Cancel);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
    }
}
