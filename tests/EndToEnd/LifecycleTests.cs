using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

public sealed class LifecycleTests : IDisposable
{
    private static readonly string[] Apps = ["gateway", "users", "catalog", "playlists", "social", "audio", "search", "streams"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Trait(Components.Trait, Components.Any)]
    [Fact]
    public async Task Start_UntilReady_HealthIs503AndThen200()
    {
        await using var host = HostProcess.Begin(_folder["data"]);
        using var http = new HttpClient { BaseAddress = host.Address };
        var seen = new List<HttpStatusCode>();
        while (!seen.Contains(HttpStatusCode.OK))
        {
            Assert.False(host.HasExited, host.Output);
            try
            {
                using var response = await http.GetAsync("/healthz", Cancel);
                seen.Add(response.StatusCode);
            }
            catch (Exception error) when (error is HttpRequestException or SocketException)
            {
                // Not listening yet.
            }
        }

        await host.WaitUntilReadyAsync();

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], seen.Distinct());
        Assert.Matches(HostProcess.ReadyLine(), host.Lines.Last());
        Assert.All(Apps, app => Assert.True(host.IsHealthy(app)));
        Assert.All(Apps, app => Assert.Equal("127.0.0.1", host.App(app).Host));
    }

    [Trait(Components.Trait, Components.Any)]
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task Signal_WhenReady_StopsEverythingCleanly(PosixSignal signal)
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");

        Assert.Equal(0, await host.StopAsync(signal));
        Assert.DoesNotContain("Exception", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(host.Address, Cancel));
    }

    [Fact]
    public async Task Signal_WhileStarting_StopsEverythingCleanly()
    {
        await using var host = HostProcess.Begin(_folder["data"]);
        using var http = new HttpClient { BaseAddress = host.Address };
        for (var listens = false; !listens;)
        {
            Assert.False(host.HasExited, host.Output);
            try
            {
                using var response = await http.GetAsync("/healthz", Cancel);
                listens = true;
            }
            catch (Exception error) when (error is HttpRequestException or SocketException)
            {
                // Not listening yet.
            }
        }

        Assert.Equal(0, await host.StopAsync());
        Assert.False(host.Output.Contains("   at ", StringComparison.Ordinal), host.Output);

        await using var next = await HostProcess.StartAsync(_folder["data"]);
        await AssertDemoWorldAsync(next);
    }

    [Fact]
    public async Task Restart_DemoWorldIsThere_NothingIsMadeTwice()
    {
        await using (var host = await HostProcess.StartAsync(_folder["data"]))
        {
            await AssertDemoWorldAsync(host);
            await host.StopAsync();
        }

        await using (var host = await HostProcess.StartAsync(_folder["data"]))
            await AssertDemoWorldAsync(host);
    }

    [Trait(Components.Trait, Components.Any)]
    [Fact]
    public async Task NoDemo_EmptyWorld()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        using var guest = new ApiClient(host.Address);

        var data = await guest.QueryAsync("{ songs { totalCount } users { totalCount } playlists { totalCount } }", null, Cancel);

        Assert.All(data.EnumerateObject(), field => Assert.Equal(0, field.Value.GetProperty("totalCount").GetInt32()));
    }

    [Trait(Components.Trait, Components.Any)]
    [Fact]
    public async Task DataFolderInUse_IsAClearError()
    {
        await using var first = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        await using var second = HostProcess.Begin(_folder["data"]);

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains("in use", Assert.Single(second.Lines));
    }

    private static async Task AssertDemoWorldAsync(HostProcess host)
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var data = await demo.QueryAsync(
            """
            {
              songs(first: 100) { totalCount nodes { title artists { name } album { title } genre { name } audio { url size } } }
              users { totalCount }
              playlists { totalCount nodes { itemCount owner { userName } } }
              me { playlists { totalCount } followers { totalCount } following { totalCount } }
              feed(first: 100) { totalCount nodes { message sharedBy { userName } } }
            }
            """,
            null,
            Cancel);

        Assert.Equal(12, data.GetProperty("songs").GetProperty("totalCount").GetInt32());
        Assert.Equal(4, data.GetProperty("users").GetProperty("totalCount").GetInt32());
        Assert.Equal(4, data.GetProperty("playlists").GetProperty("totalCount").GetInt32());
        Assert.Equal(2, data.GetProperty("me").GetProperty("playlists").GetProperty("totalCount").GetInt32());
        Assert.Equal(2, data.GetProperty("me").GetProperty("followers").GetProperty("totalCount").GetInt32());
        Assert.Equal(3, data.GetProperty("me").GetProperty("following").GetProperty("totalCount").GetInt32());
        Assert.Equal(3, data.GetProperty("feed").GetProperty("totalCount").GetInt32());
        await Condition.UntilAsync(
            async () => (await demo.QueryAsync("{ search(text: \"harb\") { songs { totalCount } } }", null, Cancel))
                .GetProperty("search").GetProperty("songs").GetProperty("totalCount").GetInt32() > 0,
            "the song is found",
            Cancel);
        foreach (var song in data.GetProperty("songs").GetProperty("nodes").EnumerateArray())
        {
            using var response = await demo.Http.GetAsync(song.GetProperty("audio").GetProperty("url").GetString(), Cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(song.GetProperty("audio").GetProperty("size").GetInt64(), bytes.LongLength);
        }
    }
}
