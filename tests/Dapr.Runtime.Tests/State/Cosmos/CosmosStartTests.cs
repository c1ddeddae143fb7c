using System.Text;
using Microsoft.Azure.Cosmos;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Cosmos;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.State.Cosmos;

/// <summary>How the store starts, fails to, and stands a server that goes away.</summary>
public sealed class CosmosStartTests(ServerFixture<CosmosServer> fixture) : IClassFixture<ServerFixture<CosmosServer>>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("url", "")]
    [InlineData("url", "nowhere")]
    [InlineData("masterKey", "no key!")]
    [InlineData("masterKey", "d3Jvbmcga2V5")]
    [InlineData("database", "")]
    [InlineData("database", "other")]
    [InlineData("collection", "")]
    [InlineData("collection", "other")]
    [InlineData("azureEnvironment", "moon")]
    [InlineData("azureAuthMethods", "password")]
    [InlineData("colection", "state")]
    public async Task Open_WithAWrongField_NamesFileComponentAndField(string name, string value)
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => CosmosStores.OpenAsync(fixture.Server, (name, value)));

        Assert.StartsWith("test.yaml: component test (state.azure.cosmosdb): ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithAWrongKey_DoesNotTellIt()
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => CosmosStores.OpenAsync(fixture.Server, ("masterKey", "d3Jvbmcga2V5")));

        Assert.DoesNotContain("d3Jvbmcga2V5", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhereNobodyListens_SaysSo()
    {
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}/";

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => CosmosStores.OpenAsync(fixture.Server, ("url", url)));

        Assert.Contains(url, error.Message, StringComparison.Ordinal);
        Assert.Contains("'url'", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AContainerOfAnotherPartitioning_SaysSo()
    {
        using var client = new CosmosClient(fixture.Server.Url, CosmosServer.Key, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });
        await client.GetDatabase(CosmosServer.Database).CreateContainerAsync("other-path", "/id", cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => CosmosStores.OpenAsync(fixture.Server, ("collection", "other-path")));

        Assert.Contains("partitioned by /id", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsKilledAndComesBack_HasWhatWasAcknowledgedAndServesAgain()
    {
        await using var server = new CosmosServer();
        await server.StartAsync(Cancellation);
        await using var store = await CosmosStores.OpenAsync(server);
        await store.ExecuteTransactionAsync([Set("a", "1"), Set("b", "1")], CosmosStores.Metadata("p"), Cancellation);
        var before = (await store.GetAsync("a", CosmosStores.In("p"), Cancellation))!.ETag;

        await server.KillAsync();
        var error = await Assert.ThrowsAsync<CosmosRequestException>(() => store.ExecuteAsync(Set("c", "1"), Cancellation));
        await server.StartAsync(Cancellation);
        await store.ExecuteAsync(Set("c", "1"), Cancellation);

        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("Connection refused", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, (await store.GetAsync("a", CosmosStores.In("p"), Cancellation))!.ETag);
        Assert.All(await store.GetAsync(["a", "b", "c"], StateReadOptions.None, Cancellation), Assert.NotNull);
    }

    private static StateOperation Set(string key, string json) => new(key, Encoding.UTF8.GetBytes(json), null, false, null);
}
