using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>
/// A start against servers that cannot be used ends with one line that names file, component and what is wrong. The time that it took is
/// printed; a component has four seconds to open.
/// </summary>
public sealed class StartErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Server_IsAbsent_IsNamed() => AssertNamedAsync(LoopbackPort.Free(), "cannot be (reached|used)");

    [Fact]
    public async Task Server_IsSilent_IsNamed()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await AssertNamedAsync(((IPEndPoint)silent.LocalEndpoint).Port, "did not answer within 4 s");
    }

    [Fact]
    public async Task Key_IsWrong_IsNamed()
    {
        SkipWithoutServers();
        var settings = Components.SettingsOf(_folder["data"]);

        await Task.WhenAll(Components.Servers.WithWrongKey(settings).Select(wrong =>
            AssertOneLineAsync(wrong.Key, wrong.Value, "refuses metadata field '(masterKey|accountKey|redisPassword|connectionString)'")));
    }

    private async Task AssertNamedAsync(int port, string what)
    {
        SkipWithoutServers();
        var settings = Components.SettingsOf(_folder["data"]);

        await Task.WhenAll(Components.Servers.Addresses.Select(variable =>
            AssertOneLineAsync(variable, Components.At(settings[variable], port), $"127\\.0\\.0\\.1:{port}.* {what}")));
    }

    private async Task AssertOneLineAsync(string variable, string value, string what)
    {
        var settings = Components.SettingsOf(_folder["data"]).ToDictionary();
        settings[variable] = value;
        var watch = Stopwatch.StartNew();
        await using var host = HostProcess.BeginWith(settings, _folder[variable], "--no-demo");

        Assert.Equal(1, await host.WaitForExitAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"{Components.Name}: {variable}: {host.Output} ({watch.ElapsedMilliseconds} ms)");
        Assert.Matches($"^musicgraph: .*\\.yaml: component \\S+ \\(\\S+\\): .*{what}", Assert.Single(host.Lines));
    }

    private static void SkipWithoutServers() => Assert.SkipUnless(Components.HasServers, "components/local needs no servers.");
}
