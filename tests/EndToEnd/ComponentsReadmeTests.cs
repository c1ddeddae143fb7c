using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>The host's command in components/README.md as pasted, but for the addresses of the Redis and of the gateway and the data folder.</summary>
[Trait(Components.Trait, Components.Any)]
public sealed class ComponentsReadmeTests : IDisposable
{
    private const string Export = "export ";
    private const string Command = "dotnet run --project dapr/Host -- ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_AsPasted_ServesTheDemoWorldFromRedis()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync(TestContext.Current.CancellationToken);
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "components", "README.md"), TestContext.Current.CancellationToken);
        var settings = Behind(Export).Select(setting => setting.Split('=')).ToDictionary(
            setting => setting[0],
            setting => setting[0] == "REDIS_HOST" ? redis.Host : setting[1]);
        var options = Behind(Command).Select(option => option.StartsWith("components/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, option) : option);

        await using var host = await HostProcess.StartAsync(_folder["data"], settings, [.. options]);
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", TestContext.Current.CancellationToken);

        var songs = await demo.QueryAsync("{ songs(first: 1) { totalCount } }", null, TestContext.Current.CancellationToken);
        Assert.Equal(12, songs.GetProperty("songs").GetProperty("totalCount").GetInt32());
        Assert.False(File.Exists(Path.Combine(_folder["data"], "musicgraph.db")), "The state went to SQLite.");

        string[] Behind(string start) => Assert.Single(lines, line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..].Split(' ');
    }
}
