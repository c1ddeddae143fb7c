using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed class ConcurrencyTests : IDisposable
{
    private const int Additions = 200;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoClients_AddingToTheSamePlaylist_AllAdditionsAreThereInAConsistentOrder()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        using var phone = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        using var laptop = await ApiClient.LogInAsync(host.Address, "ann", "long enough for a test", Cancel);
        var playlist = await phone.CreatePlaylistAsync("Both", Cancel);
        var songs = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(client => AddSongsAsync(client == 0 ? phone : laptop, $"Client {client}")));

        await Task.WhenAll(AddAllAsync(phone, playlist, songs[0]), AddAllAsync(laptop, playlist, songs[1]));

        var items = await phone.ItemsAsync(playlist, Cancel);
        Assert.Equal(2 * Additions, items.Count);
        Assert.Equal(2 * Additions, items.Select(item => item.ItemId).Distinct().Count());

        // Each client's songs stand in the order in which it added them, and both clients see the same list.
        Assert.Equal(songs[0], items.Select(item => item.SongId).Where(songs[0].Contains));
        Assert.Equal(songs[1], items.Select(item => item.SongId).Where(songs[1].Contains));
        Assert.Equal(items, await laptop.ItemsAsync(playlist, Cancel));
    }

    private static async Task<List<string>> AddSongsAsync(ApiClient client, string artist)
    {
        var songs = new List<string>();
        for (var i = 0; i < Additions; i++)
            songs.Add(await client.AddSongAsync($"Song {i}", artist, null, Cancel));
        return songs;
    }

    private static async Task AddAllAsync(ApiClient client, string playlist, List<string> songs)
    {
        foreach (var song in songs)
            await client.AddToPlaylistAsync(playlist, [song], Cancel);
    }
}
