using System.Globalization;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>
/// Fifty clients of two gateways whose connections are cut at random, while the gateways are killed one after the other. It takes
/// <c>MUSICGRAPH_RESUME_SECONDS</c>, 15 when nothing is said.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private const int Clients = 50;
    private const int Users = 5;
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(7);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Seconds => int.TryParse(
        Environment.GetEnvironmentVariable("MUSICGRAPH_RESUME_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 15;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Subscribers_CutOffAndGatewaysKilled_HearEverythingOnceAndInOrder()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo", "--replicas=gateway=2");
        var gateways = new[] { host.App("gateway"), host.App("gateway-2") };
        using var ann = await ApiClient.RegisterAsync(gateways[0], "ann", Cancel);
        var song = await ann.AddSongAsync("Song", "Artist", null, Cancel);
        var listeners = new List<string>();
        for (var i = 0; i < Users; i++)
        {
            using var listener = await ApiClient.RegisterAsync(gateways[0], $"listener-{i}", Cancel);
            await listener.MutateAsync("followUser", "FollowUserInput", "user { id }", new { userId = ann.UserId }, Cancel);
            listeners.Add(listener.Token!);
        }

        var task = new
        {
            addresses = gateways.Select(gateway => gateway.AbsoluteUri),
            sharer = ann.Token,
            listeners,
            clients = Clients,
            songId = song,
            seconds = Seconds,
            cuts = 10,
        };
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var kills = KillAsync(host, done.Token);
        var output = await Node.RunAsync("resume.mjs", JsonSerializer.Serialize(task), Cancel);
        await done.CancelAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{output.Trim()} after {await kills} kills");
        Assert.False(host.HasExited, host.Output);
        using var result = JsonDocument.Parse(output);
        int Count(string name) => result.RootElement.GetProperty(name).GetInt32();
        Assert.Empty(result.RootElement.GetProperty("failures").EnumerateArray());
        Assert.True(Count("shares") > 0 && Count("connections") > Clients, output);
        Assert.Equal((0, 0, 0), (Count("missing"), Count("twice"), Count("outOfOrder")));
    }

    /// <summary>
    /// Kills the gateway that has run longest, which makes it one after the other: one that ends six times in a minute the host would give up.
    /// </summary>
    private static async Task<int> KillAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow.AddSeconds(Seconds);
        for (var kills = 0; ; kills++)
        {
            try
            {
                await Task.Delay(BetweenKills, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return kills;
            }

            if (DateTime.UtcNow > until)
                return kills;
            if (ProcessTree.App(host.Id, "MusicGraph.Gateway") is not 0 and var oldest)
                ProcessTree.Kill(oldest);
        }
    }
}
