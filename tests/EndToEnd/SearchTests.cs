using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>What is added is found, what is deleted disappears, and a restart forgets nothing.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Search_FollowsWhatIsAddedAndDeleted_AlsoAcrossARestart()
    {
        await using (var host = await HostProcess.StartAsync(_folder["data"], "--no-demo"))
        {
            using var ann = await ApiClient.RegisterAsync(host.Address, "ann-the-finder", Cancel);
            await ann.AddSongAsync("Ágætis byrjun", "Sigur Rós", "Ágætis byrjun", Cancel);
            await ann.AddSongAsync("Группа крови", "Кино", null, Cancel);
            await ann.AddSongAsync("東京は夜の七時", "ピチカート・ファイヴ", null, Cancel);
            var playlist = await ann.CreatePlaylistAsync("Northern lights", Cancel);

            await FoundAsync(ann, "agaetis byr", "songs");
            await FoundAsync(ann, "sigor ros", "songs");
            await FoundAsync(ann, "sigur", "artists");
            await FoundAsync(ann, "byrjun", "albums");
            await FoundAsync(ann, "крови", "songs");
            await FoundAsync(ann, "夜の七", "songs");
            await FoundAsync(ann, "norhtern", "playlists");
            await FoundAsync(ann, "ann-the", "users");

            await ann.MutateAsync("deletePlaylist", "DeletePlaylistInput", "__typename", new { playlistId = playlist }, Cancel);
            await CountAsync(ann, "northern", "playlists", count => count == 0);
        }

        await using (var host = await HostProcess.StartAsync(_folder["data"], "--no-demo"))
        {
            using var guest = new ApiClient(host.Address);
            await FoundAsync(guest, "agaetis", "songs");
            await CountAsync(guest, "northern", "playlists", count => count == 0);
        }
    }

    private static Task FoundAsync(ApiClient client, string text, string field) => CountAsync(client, text, field, count => count > 0);

    private static Task CountAsync(ApiClient client, string text, string field, Func<int, bool> isSo) => Condition.UntilAsync(
        async () =>
        {
            var data = await client.QueryAsync(
                $"query ($text: String!) {{ search(text: $text) {{ {field} {{ totalCount nodes {{ id }} }} }} }}", new { text }, Cancel);
            var found = data.GetProperty("search").GetProperty(field);
            return isSo(found.GetProperty("totalCount").GetInt32()) && isSo(found.GetProperty("nodes").GetArrayLength());
        },
        $"'{text}' finds what it should among the {field}",
        Cancel);
}
