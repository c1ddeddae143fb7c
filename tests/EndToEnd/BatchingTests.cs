using System.Globalization;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed partial class BatchingTests : IDisposable
{
    private const string Query = """
        query Playlist($id: ID!) {
          playlistById(id: $id) {
            name
            owner { userName }
            items(first: 100) { nodes { song { title artists { name } album { title artists { name } } } } }
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Playlist_WithSongsArtistsAlbumsAndOwner_OneCallPerLevelAndServiceHoweverManySongs()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        using var ann = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        var playlist = await ann.CreatePlaylistAsync("Many", Cancel);
        await AddSongsAsync(ann, playlist, from: 0, count: 50);

        // The first time, keys to check tokens with may be fetched.
        await ann.QueryAsync(Query, new { id = playlist }, Cancel);
        var fifty = await CountAsync(host, ann, playlist, songs: 50);
        await AddSongsAsync(ann, playlist, from: 50, count: 50);
        var hundred = await CountAsync(host, ann, playlist, songs: 100);

        // Catalog: songs, then artists and albums, then the albums' artists, which are the songs' and known by then.
        Assert.Equal(new Dictionary<string, int> { ["playlists"] = 2, ["users"] = 1, ["catalog"] = 2 }, fifty);
        Assert.Equal(fifty, hundred);
    }

    private static async Task AddSongsAsync(ApiClient ann, string playlist, int from, int count)
    {
        var songs = new List<string>();
        for (var i = from; i < from + count; i++)
            songs.Add(await ann.AddSongAsync($"Song {i}", $"Artist {i}", $"Album {i}", Cancel));
        await ann.AddToPlaylistAsync(playlist, songs, Cancel);
    }

    /// <summary>How often the gateway's sidecar was asked to invoke each service for one query.</summary>
    private static async Task<Dictionary<string, int>> CountAsync(HostProcess host, ApiClient client, string playlist, int songs)
    {
        var before = await InvocationsAsync(host);
        var data = await client.QueryAsync(Query, new { id = playlist }, Cancel);
        var after = await InvocationsAsync(host);

        var items = data.GetProperty("playlistById").GetProperty("items").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(songs, items.Count);
        Assert.All(items, item => Assert.NotEmpty(item.GetProperty("song").GetProperty("album").GetProperty("artists").EnumerateArray()));
        return after.Select(service => (service.Key, Calls: service.Value - before.GetValueOrDefault(service.Key)))
            .Where(service => service.Calls > 0)
            .ToDictionary(service => service.Key, service => service.Calls);
    }

    private static async Task<Dictionary<string, int>> InvocationsAsync(HostProcess host)
    {
        using var http = new HttpClient { BaseAddress = host.Sidecar("gateway") };
        var metrics = await http.GetStringAsync("/metrics", Cancel);
        return Invocation().Matches(metrics).ToDictionary(
            match => match.Groups["app"].Value, match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""^dapr_runtime_service_invocation_req_sent_total\{.*dst_app_id="(?<app>\w+)".*\} (?<count>\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Invocation();
}
