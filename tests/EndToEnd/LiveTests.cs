using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed class LiveTests : IDisposable
{
    private const int Listeners = 10;
    private const int PerListener = 10;
    private const int Rounds = 10;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Share_ReachesEverySubscriberOfGraphqlWsAndGraphqlSseOnce()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        using var ann = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        var song = await ann.AddSongAsync("Song", "Artist", null, Cancel);
        var tokens = new List<string>();
        for (var i = 0; i < Listeners; i++)
        {
            using var listener = await ApiClient.RegisterAsync(host.Address, $"listener-{i}", Cancel);
            await listener.MutateAsync("followUser", "FollowUserInput", "user { id }", new { userId = ann.UserId }, Cancel);
            tokens.Add(listener.Token!);
        }

        var task = new { address = host.Address.AbsoluteUri, sharer = ann.Token, listeners = tokens, perListener = PerListener, songId = song, rounds = Rounds };
        var output = await Node.RunAsync("shares.mjs", JsonSerializer.Serialize(task, JsonSerializerOptions.Web), Cancel);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        using var result = JsonDocument.Parse(output);
        foreach (var kind in (string[])["ws", "sse"])
        {
            var heard = result.RootElement.GetProperty(kind);
            Assert.Equal(Listeners * PerListener, heard.GetProperty("subscribers").GetInt32());
            Assert.Equal(Listeners * PerListener * Rounds, heard.GetProperty("received").GetInt32());
            Assert.Equal(0, heard.GetProperty("lost").GetInt32());
            Assert.Equal(0, heard.GetProperty("twice").GetInt32());
        }
    }
}
