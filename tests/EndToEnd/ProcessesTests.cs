using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class ProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_EachAppIsAProcessOfItsOwn_AndAllStopTogether()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes");
        var children = ProcessTree.Children(host.Id);
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var data = await demo.QueryAsync("{ songs { totalCount } feed { totalCount } }", null, Cancel);

        Assert.Equal(8, children.Count);
        Assert.Equal(12, data.GetProperty("songs").GetProperty("totalCount").GetInt32());
        Assert.Equal(3, data.GetProperty("feed").GetProperty("totalCount").GetInt32());

        Assert.Equal(0, await host.StopAsync());
        Assert.DoesNotContain("Exception", host.Output);
        Assert.All(children, child => Assert.False(ProcessTree.IsRunning(child)));
    }

    [Fact]
    public async Task Processes_OneDies_ItIsStartedAgainAndTheRestGoesOn()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo");
        using var ann = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        var children = ProcessTree.Children(host.Id);
        var playlists = ProcessTree.App(host.Id, "MusicGraph.Playlists");

        ProcessTree.Kill(playlists);

        await host.WaitForLineAsync(line => line.StartsWith("musicgraph: playlists", StringComparison.Ordinal) && line.Contains($"process {playlists}"));
        await Condition.UntilAsync(
            async () => (await ann.SendAsync("{ playlists { totalCount } }", null, Cancel)).GetRawText() is """{"data":{"playlists":{"totalCount":0}}}""",
            "there were playlists again",
            Cancel);
        var now = ProcessTree.Children(host.Id);
        Assert.Equal(children.Count, now.Count);
        Assert.DoesNotContain(playlists, now);
        Assert.Equal(children.Count - 1, now.Intersect(children).Count());
    }

    [Fact]
    public async Task Processes_OneDiesAgainAndAgain_TheHostSaysSoAndStopsTheRest()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo");
        var audio = 0;
        await Condition.UntilAsync(
            () =>
            {
                if (ProcessTree.App(host.Id, "MusicGraph.Audio") is not 0 and var next && next != audio)
                    ProcessTree.Kill(audio = next);
                return host.HasExited;
            },
            "the host gave up",
            Cancel);

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Contains(host.Lines, line => line.StartsWith("musicgraph: audio", StringComparison.Ordinal) && line.Contains("Everything was stopped"));
    }

    [Fact]
    public async Task Processes_HostIsKilled_NoneIsLeft()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo");
        var children = ProcessTree.Children(host.Id);

        ProcessTree.Kill(host.Id);

        await host.WaitForExitAsync();
        await Condition.UntilAsync(() => !children.Any(ProcessTree.IsRunning), "no process was left", Cancel);
    }

    [Fact]
    public async Task Replicas_TwoGatewaysAndTwoServices_BothGatewaysServeTheSameWorld()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo", "--replicas=gateway=2", "--replicas=social=2");
        using var ann = await ApiClient.RegisterAsync(host.App("gateway"), "ann", Cancel);
        using var other = await ApiClient.LogInAsync(host.App("gateway-2"), "ann", "long enough for a test", Cancel);

        await ann.CreatePlaylistAsync("From the first", Cancel);
        await other.CreatePlaylistAsync("From the second", Cancel);

        Assert.Equal(10, ProcessTree.Children(host.Id).Count);
        foreach (var gateway in (ApiClient[])[ann, other])
        {
            var data = await gateway.QueryAsync("{ playlists { totalCount } feed { totalCount } }", null, Cancel);
            Assert.Equal(2, data.GetProperty("playlists").GetProperty("totalCount").GetInt32());
        }
    }
}
