using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class BrowserTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BananaCakePop_InChromium_RunsAQueryAndASubscription()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);

        // The pictures are to be looked at, so they stay.
        var pictures = Directory.CreateTempSubdirectory("musicgraph-bananacakepop-").FullName;
        TestContext.Current.TestOutputHelper?.WriteLine($"Pictures in {pictures}");
        var task = new { address = host.Address.AbsoluteUri, chromium = "/usr/bin/chromium", pictures, token = demo.Token };

        var output = await Node.RunAsync("bananacakepop.mjs", JsonSerializer.Serialize(task), Cancel);

        using var result = JsonDocument.Parse(output);
        Assert.Equal("\"totalCount\": 12", result.RootElement.GetProperty("query").GetString());
        Assert.Equal("Live song", result.RootElement.GetProperty("subscription").GetString());
        Assert.Empty(result.RootElement.GetProperty("errors").EnumerateArray());
    }
}
