using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>What frontend teams use works with the running gateway: its schema compiles, its answers fill their caches.</summary>
[Trait(Components.Trait, Components.Any)]
public sealed class ToolTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GraphqlHttp_AuditsTheGateway_FindsNothingToComplainOf()
    {
        var audits = (await RunAsync("audit.mjs")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        TestContext.Current.TestOutputHelper?.WriteLine($"{audits.Length} audits");
        Assert.True(audits.Length > 60, $"{audits.Length} audits");
        Assert.All(audits, audit => Assert.StartsWith("ok ", audit));
    }

    [Fact]
    public async Task NpmGraphql_FromSdlAndFromIntrospection_BuildsTheSameSchema()
    {
        var result = await TellAsync("schema.mjs");

        Assert.Equal("[] [] []", $"{result.GetProperty("onlySdl")} {result.GetProperty("onlyIntrospection")} {result.GetProperty("faults")}");
        Assert.True(result.GetProperty("definitions").GetInt32() > 50);
    }

    [Fact]
    public async Task RelayCompiler_OverTheExportedSchema_WritesOperationsThatTheGatewayExecutes()
    {
        var result = await TellAsync("relay.mjs");

        Assert.Equal("demo", result.GetProperty("user").GetString());
        Assert.Equal(3, result.GetProperty("firstPage").GetArrayLength());
        Assert.Equal(2, result.GetProperty("nextPage").GetArrayLength());
        string[] ids = [.. result.GetProperty("firstPage").EnumerateArray().Concat(result.GetProperty("nextPage").EnumerateArray()).Select(id => id.GetString()!)];
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal("Song", result.GetProperty("refetched").GetProperty("__typename").GetString());
        Assert.Equal(ids[0], result.GetProperty("refetched").GetProperty("id").GetString());
        Assert.Contains(result.GetProperty("found").EnumerateArray(), name => name.GetString() == "Song");
        Assert.Equal("From Relay", result.GetProperty("created").GetProperty("playlist").GetProperty("name").GetString());
    }

    [Fact]
    public async Task GraphqlCodegen_FromSdlAndFromTheEndpoint_WritesTheSameTypesAndTheyCompile()
    {
        var result = await TellAsync("codegen.mjs");

        Assert.True(result.GetProperty("faults").GetString() is "", result.ToString());
        Assert.True(result.GetProperty("isSame").GetBoolean(), result.GetProperty("onlyFromSdl").ToString());
        Assert.True(result.GetProperty("lines").GetInt32() > 500);
    }

    [Fact]
    public async Task ApolloClient_QueriesMutatesAndSubscribes_OverHttpWebSocketAndEventStream()
    {
        var result = await TellAsync("apollo.mjs");

        Assert.Equal(2, result.GetProperty("songs").GetInt32());
        Assert.Equal(2, result.GetProperty("entities").GetInt32());
        Assert.Equal("Renamed", result.GetProperty("renamed").GetString());
        Assert.Equal("InvalidInputError", result.GetProperty("mistake").GetString());
        Assert.StartsWith("Live song", result.GetProperty("ws").GetString());
        Assert.StartsWith("Live song", result.GetProperty("sse").GetString());
    }

    [Fact]
    public async Task Urql_QueriesMutatesAndSubscribes_OverHttpWebSocketAndItsFetch()
    {
        var result = await TellAsync("urql.mjs");

        Assert.Equal("demo", result.GetProperty("user").GetString());
        Assert.Equal(1, result.GetProperty("grown").GetInt32());
        Assert.Equal("From urql", result.GetProperty("created").GetString());
        Assert.Equal(2, result.GetProperty("byGet").GetInt32());
        Assert.Contains("wrong", result.GetProperty("mistake").GetString());
        Assert.StartsWith("Live song", result.GetProperty("ws").GetString());
        Assert.StartsWith("Live song", result.GetProperty("fetch").GetString());
    }

    private async Task<JsonElement> TellAsync(string script) => JsonSerializer.Deserialize<JsonElement>(await RunAsync(script));

    private async Task<string> RunAsync(string script)
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var task = new { address = host.Address.AbsoluteUri, token = demo.Token };
        return await Node.RunToolAsync(script, JsonSerializer.Serialize(task), Cancel);
    }
}
