using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Cosmos;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.State.Cosmos;

/// <summary>What is Cosmos DB's own: partitions, documents, throttling.</summary>
public sealed class CosmosStateStoreTests(ServerFixture<CosmosServer> fixture) : IClassFixture<ServerFixture<CosmosServer>>, IAsyncLifetime
{
    private readonly string _partition = Guid.NewGuid().ToString();
    private IStateStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await CosmosStores.OpenAsync(fixture.Server);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task AnItem_WithoutAPartition_IsInOneByItsKey()
    {
        var key = Guid.NewGuid().ToString();
        await _store.ExecuteAsync(Set(key, "1"), Cancellation);

        Assert.NotNull(await _store.GetAsync(key, StateReadOptions.None, Cancellation));
        Assert.NotNull(await _store.GetAsync(key, CosmosStores.In(key), Cancellation));
        Assert.Null(await _store.GetAsync(key, CosmosStores.In(_partition), Cancellation));
    }

    [Fact]
    public async Task GetMany_WithoutAPartition_FindsKeysInAny()
    {
        var (one, two) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await _store.ExecuteAsync(Set(one, "1"), Cancellation);
        await _store.ExecuteAsync(Set(two, "2") with { Metadata = CosmosStores.Metadata(_partition) }, Cancellation);

        var anywhere = await _store.GetAsync([one, two], StateReadOptions.None, Cancellation);
        var inOne = await _store.GetAsync([one, two], CosmosStores.In(_partition), Cancellation);

        Assert.All(anywhere, Assert.NotNull);
        Assert.Null(inOne[0]);
        Assert.NotNull(inOne[1]);
    }

    [Fact]
    public async Task ATransaction_WithoutAPartition_IsRefusedAsDaprdDoes()
    {
        var error = await Assert.ThrowsAsync<CosmosRequestException>(
            () => _store.ExecuteTransactionAsync([Set("a", "1"), Set("b", "1")], Empty.Metadata, Cancellation));

        Assert.StartsWith("transaction failed due to operation 0 which failed with status code 400", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATransaction_OfTooManyOperations_SaysHowManyItMayHave()
    {
        await using var runtime = new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: cosmos
            spec:
              type: state.azure.cosmosdb
              version: v1
              metadata:
                - name: url
                  value: "{fixture.Server.Url}"
                - name: masterKey
                  value: "{CosmosServer.Key}"
                - name: database
                  value: "{CosmosServer.Database}"
                - name: collection
                  value: "{CosmosServer.Container}"
            """);
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        var operations = Enumerable.Range(0, 101).Select(i => new { operation = "upsert", request = new { key = $"{i}", value = i } });
        using var response = await client.PostTextAsync("/v1.0/state/cosmos/transaction", JsonSerializer.Serialize(new { operations }));

        Assert.Equal(
            """
            {"errorCode":"ERR_STATE_STORE_TOO_MANY_TRANSACTIONS",
            "message":"the transaction contains 101 operations, which is more than what the state store supports: 100","details":[
            {"@type":"type.googleapis.com/google.rpc.ResourceInfo","description":"","owner":"","resource_name":"cosmos","resource_type":"state"},
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","domain":"dapr.io",
            "metadata":{"currentOpsTransaction":"101","maxOpsPerTransaction":"100"},"reason":"DAPR_STATE_TOO_MANY_TRANSACTIONS"}]}
            """.ReplaceLineEndings(""),
            await response.TextAsync());
    }

    [Fact]
    public async Task ATransaction_OverTwoPartitions_IsRefusedAndDoesNothing()
    {
        var error = await Assert.ThrowsAsync<CosmosRequestException>(() => _store.ExecuteTransactionAsync(
            [Set("a", "1"), Set("b", "1") with { Metadata = CosmosStores.Metadata("other") }], CosmosStores.Metadata(_partition), Cancellation));

        Assert.Contains("operation 1", error.Message, StringComparison.Ordinal);
        Assert.Null(await _store.GetAsync("a", CosmosStores.In(_partition), Cancellation));
    }

    [Fact]
    public async Task ATransaction_OfMoreThanAHundredOperations_IsRefused()
    {
        var operations = Enumerable.Range(0, 101).Select(i => Set($"{i}", "1")).ToList();

        var error = await Assert.ThrowsAsync<CosmosRequestException>(
            () => _store.ExecuteTransactionAsync(operations, CosmosStores.Metadata(_partition), Cancellation));

        Assert.Contains("more than what the state store supports: 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATransaction_OfAHundredOperations_IsDone()
    {
        var operations = Enumerable.Range(0, 100).Select(i => Set($"{i}", $$"""{"n":{{i}}}""")).ToList();

        await _store.ExecuteTransactionAsync(operations, CosmosStores.Metadata(_partition), Cancellation);

        Assert.All(await _store.GetAsync([.. operations.Select(operation => operation.Key)], CosmosStores.In(_partition), Cancellation), Assert.NotNull);
    }

    [Fact]
    public async Task TheDocument_IsTheOneDaprdKeeps()
    {
        await _store.ExecuteTransactionAsync(
            [Set("app||key", """{"a":1}""") with { TimeToLive = TimeSpan.FromMinutes(1) }], CosmosStores.Metadata(_partition), Cancellation);

        var document = await DocumentAsync("app||key");

        Assert.Equal(1, document.GetProperty("value").GetProperty("a").GetInt32());
        Assert.False(document.GetProperty("isBinary").GetBoolean());
        Assert.Equal(_partition, document.GetProperty("partitionKey").GetString());
        Assert.Equal(60, document.GetProperty("ttl").GetInt32());
    }

    [Theory]
    [InlineData("639001234567890123")]
    [InlineData("""{"ticks":[639001234567890123]}""")]
    [InlineData("0.1234567890123456")]
    [InlineData("1e999")]
    public async Task ANumberThatADoubleHasNot_IsKeptAsBytes(string json)
    {
        await _store.ExecuteAsync(Set("key", json) with { Metadata = CosmosStores.Metadata(_partition) }, Cancellation);

        Assert.True((await DocumentAsync("key")).GetProperty("isBinary").GetBoolean());
        Assert.Equal(json, Encoding.UTF8.GetString((await _store.GetAsync("key", CosmosStores.In(_partition), Cancellation))!.Value));
    }

    [Fact]
    public async Task BytesThatDaprdWrote_AreRead()
    {
        await WriteAsync($$"""{"id":"key","value":"bm90IEpTT04=","isBinary":true,"partitionKey":"{{_partition}}"}""");

        Assert.Equal("not JSON", Encoding.UTF8.GetString((await _store.GetAsync("key", CosmosStores.In(_partition), Cancellation))!.Value));
    }

    [Fact]
    public async Task ARequestThatIsThrottled_IsSentAgainAfterTheTimeAskedFor()
    {
        await _store.ExecuteAsync(Set("key", "1") with { Metadata = CosmosStores.Metadata(_partition) }, Cancellation);

        await fixture.Server.ThrottleAsync(12, TimeSpan.FromMilliseconds(5), Cancellation);
        await _store.ExecuteTransactionAsync([Set("key", "2")], CosmosStores.Metadata(_partition), Cancellation);
        await fixture.Server.ThrottleAsync(3, TimeSpan.FromMilliseconds(5), Cancellation);
        var entries = await _store.GetAsync(["key", "other"], CosmosStores.In(_partition), Cancellation);

        Assert.Equal("2"u8.ToArray(), entries[0]!.Value);
    }

    [Fact]
    public async Task ThrottlingThatAsksForLongerThanACallMayTake_IsTold()
    {
        await fixture.Server.ThrottleAsync(1, TimeSpan.FromMinutes(1), Cancellation);

        var error = await Assert.ThrowsAsync<CosmosRequestException>(
            async () => await _store.GetAsync("key", CosmosStores.In(_partition), Cancellation));

        Assert.Contains("429", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a%20b")]
    [InlineData("a ")]
    public async Task AKeyThatCannotBeAnId_IsRefusedBeforeItIsWritten(string key)
    {
        var error = await Assert.ThrowsAsync<CosmosRequestException>(() => _store.ExecuteAsync(Set(key, "1"), Cancellation));
        await Assert.ThrowsAsync<CosmosRequestException>(
            () => _store.ExecuteTransactionAsync([Set(key, "1")], CosmosStores.Metadata(_partition), Cancellation));
        await Assert.ThrowsAsync<CosmosRequestException>(async () => await _store.GetAsync(key, StateReadOptions.None, Cancellation));

        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
    }

    private static StateOperation Set(string key, string json) => new(key, Encoding.UTF8.GetBytes(json), null, false, null);

    private async Task<JsonElement> DocumentAsync(string key)
    {
        using var client = Client();
        using var response = await client.GetContainer(CosmosServer.Database, CosmosServer.Container)
            .ReadItemStreamAsync(key, new PartitionKey(_partition), cancellationToken: Cancellation);
        using var document = await JsonDocument.ParseAsync(response.Content, cancellationToken: Cancellation);
        return document.RootElement.Clone();
    }

    private async Task WriteAsync(string document)
    {
        using var client = Client();
        using var response = await client.GetContainer(CosmosServer.Database, CosmosServer.Container)
            .UpsertItemStreamAsync(new MemoryStream(Encoding.UTF8.GetBytes(document)), new PartitionKey(_partition), cancellationToken: Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private CosmosClient Client() => new(fixture.Server.Url, CosmosServer.Key, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });
}
