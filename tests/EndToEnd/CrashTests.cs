using System.Collections.Concurrent;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed class CrashTests : IDisposable
{
    private const int Playlists = 20;
    private const int Mutations = 1000;
    private const int SongsAtOnce = 3;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_InTheMiddleOfMutations_EveryAcknowledgedOneIsThereAndNoPlaylistIsHalfWritten(bool processes)
    {
        var options = processes ? new[] { "--no-demo", "--processes" } : ["--no-demo"];
        var acknowledged = new ConcurrentDictionary<string, int>();
        var sent = new ConcurrentDictionary<string, int>();
        List<string> songs = [];
        await using (var host = await HostProcess.StartAsync(_folder["data"], options))
        {
            using var ann = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
            for (var i = 0; i < SongsAtOnce; i++)
                songs.Add(await ann.AddSongAsync($"Song {i}", "Artist", null, Cancel));
            for (var i = 0; i < Playlists; i++)
                acknowledged[await ann.CreatePlaylistAsync($"Playlist {i}", Cancel)] = 0;

            var lists = acknowledged.Keys.ToList();
            var done = 0;
            var enough = new TaskCompletionSource();
            var adding = Parallel.ForEachAsync(
                Enumerable.Range(0, Mutations),
                new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel },
                async (i, cancel) =>
                {
                    var playlist = lists[i % lists.Count];
                    sent.AddOrUpdate(playlist, 1, (_, count) => count + 1);
                    await ann.AddToPlaylistAsync(playlist, songs, cancel);
                    acknowledged.AddOrUpdate(playlist, 1, (_, count) => count + 1);
                    if (Interlocked.Increment(ref done) == Mutations / 2)
                        enough.TrySetResult();
                });
            await Task.WhenAny(enough.Task, adding);
            await host.KillAsync();

            // Those under way are cut off by the kill.
            await Assert.ThrowsAnyAsync<Exception>(() => adding);
        }

        await using (var host = await HostProcess.StartAsync(_folder["data"], options))
        {
            using var ann = await ApiClient.LogInAsync(host.Address, "ann", "long enough for a test", Cancel);
            foreach (var (playlist, times) in acknowledged)
            {
                var items = await ann.ItemsAsync(playlist, Cancel);
                var data = await ann.QueryAsync("query P($id: ID!) { playlistById(id: $id) { itemCount version } }", new { id = playlist }, Cancel);

                Assert.Equal(items.Count, data.GetProperty("playlistById").GetProperty("itemCount").GetInt32());
                Assert.Equal(items.Count, items.Select(item => item.ItemId).Distinct().Count());
                Assert.InRange(items.Count, times * SongsAtOnce, sent.GetValueOrDefault(playlist) * SongsAtOnce);
                Assert.All(items.Chunk(SongsAtOnce), chunk => Assert.Equal(songs, chunk.Select(item => item.SongId)));

                // And it can still be written to.
                await ann.AddToPlaylistAsync(playlist, songs, Cancel);
            }
        }
    }
}
