using System.Net;
using System.Net.Sockets;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_ExplainsTheOptionsAndEnds()
    {
        await using var host = HostProcess.Begin(_folder["data"], "--help");

        Assert.Equal(0, await host.WaitForExitAsync());
        foreach (var option in (string[])["--port", "--data", "--components", "--import", "--no-demo", "--processes", "--replicas", "--help"])
            Assert.Contains(option, host.Output);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--port=abc")]
    [InlineData("--components=/does/not/exist")]
    [InlineData("--import=/does/not/exist")]
    [InlineData("--replicas=nothing=2")]
    public async Task WrongOption_IsAClearError(string option)
    {
        await using var host = HostProcess.Begin(_folder["data"], option);

        Assert.Equal(2, await host.WaitForExitAsync());
        AssertOneClearLine(host, option.Split('=')[0]);
    }

    [Fact]
    public async Task TakenPort_IsAClearError()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var host = HostProcess.Begin(port, _folder["data"]);

        Assert.Equal(1, await host.WaitForExitAsync());
        AssertOneClearLine(host, $"{port}");
    }

    [Fact]
    public Task BrokenComponent_IsAClearError() => AssertRefusedAsync("state.nonsense", "value: here", "state.nonsense");

    [Fact]
    public async Task FolderWithoutTheServicesComponents_IsAClearError()
    {
        Directory.CreateDirectory(_folder["components"]);

        await using var host = HostProcess.Begin(_folder["data"], "--components", _folder["components"]);

        Assert.Equal(1, await host.WaitForExitAsync());
        AssertOneClearLine(host, "no component statestore, no users-outbox, no songs-outbox, no playlists-outbox, no social-outbox, no pubsub, no broadcast, no media");
    }

    /// <summary>On every machine one port is free: nobody answers there.</summary>
    [Fact]
    public Task ServerThatIsNotThere_IsAClearError()
    {
        var server = $"127.0.0.1:{LoopbackPort.Free()}";
        return AssertRefusedAsync("state.redis", $"value: \"{server}\"", "component.yaml: component statestore (state.redis)", server);
    }

    [Fact]
    public Task VariableThatIsNotSet_IsAClearError() =>
        AssertRefusedAsync("state.redis", "envRef: MUSICGRAPH_NOT_SET", "redisHost", "MUSICGRAPH_NOT_SET");

    /// <summary>A host with a component of this type alone, whose redisHost is set so, says in one line what is wrong with it.</summary>
    private async Task AssertRefusedAsync(string type, string setting, params string[] about)
    {
        Directory.CreateDirectory(_folder["components"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder["components"], "component.yaml"),
            $"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: statestore
            spec:
              type: {type}
              version: v1
              metadata:
              - name: redisHost
                {setting}
            """,
            TestContext.Current.CancellationToken);

        await using var host = HostProcess.Begin(_folder["data"], "--components", _folder["components"]);

        Assert.Equal(1, await host.WaitForExitAsync());
        AssertOneClearLine(host, about);
    }

    private static void AssertOneClearLine(HostProcess host, params string[] about)
    {
        var line = Assert.Single(host.Lines);
        Assert.StartsWith("musicgraph: ", line);
        Assert.All(about, part => Assert.Contains(part, line));
    }
}
