using System.Diagnostics;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed class ProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_EachAppIsAProcessOfItsOwn_AndAllStopTogether()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes");
        var children = Children(host.Id);
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var data = await demo.QueryAsync("{ songs { totalCount } feed { totalCount } }", null, Cancel);

        Assert.Equal(6, children.Count);
        Assert.Equal(12, data.GetProperty("songs").GetProperty("totalCount").GetInt32());
        Assert.Equal(3, data.GetProperty("feed").GetProperty("totalCount").GetInt32());

        Assert.Equal(0, await host.StopAsync());
        Assert.DoesNotContain("Exception", host.Output);
        Assert.All(children, child => Assert.False(IsRunning(child)));
    }

    [Fact]
    public async Task Processes_OneDies_TheHostSaysSoAndStopsTheRest()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--processes", "--no-demo");
        var children = Children(host.Id);
        using (var victim = Process.GetProcessById(children[3]))
            victim.Kill();

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Contains(host.Lines, line => line.StartsWith("musicgraph: ", StringComparison.Ordinal) && line.Contains($"process {children[3]}"));
        Assert.All(children, child => Assert.False(IsRunning(child)));
    }

    private static List<int> Children(int parent) =>
        [.. File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Concat(
            Directory.GetDirectories($"/proc/{parent}/task").Where(task => !task.EndsWith($"/{parent}", StringComparison.Ordinal))
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)))
            .Order()];

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
