using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Redis;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Tests.State;

public sealed class RedisStateStoreTests(ServerFixture<RedisServer> server) : ServerStateStoreConformance, IClassFixture<ServerFixture<RedisServer>>
{
    private readonly RedisServer _server = server.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override ServerProcess ServerProcess => _server;

    internal override async ValueTask<IStateStore> OpenAsync(ManualTime time)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(_server.Host);
        await connection.GetDatabase().ExecuteAsync("FLUSHALL");
        return await OpenAsync(("redisHost", _server.Host));
    }

    [Fact]
    public async Task The_hash_is_the_one_daprd_keeps()
    {
        await using var store = await OpenAsync(("redisHost", _server.Host));
        await store.ExecuteAsync(Set("app||key", """{"a":1}"""), Cancellation);

        using var connection = await ConnectionMultiplexer.ConnectAsync(_server.Host);
        var hash = (await connection.GetDatabase().HashGetAllAsync("app||key")).ToDictionary(field => (string)field.Name!, field => (string?)field.Value);
        Assert.Equal("""{"a":1}""", hash["data"]);
        Assert.True(long.TryParse(hash["version"], out _));
        Assert.Equal(2, hash.Count);
    }

    [Fact]
    public async Task What_daprd_wrote_is_read_and_written_under_its_version()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(_server.Host);
        var database = connection.GetDatabase();
        await database.HashSetAsync("app||key", [new HashEntry("data", "1"), new HashEntry("version", 7)]);
        await database.StringSetAsync("app||old", "2"); // As its first versions wrote.
        await using var store = await OpenAsync(("redisHost", _server.Host));

        var entry = await store.GetAsync("app||key", StateReadOptions.None, Cancellation);
        await store.ExecuteAsync(Set("app||key", "3", entry!.ETag), Cancellation);
        var old = await store.GetAsync("app||old", StateReadOptions.None, Cancellation);
        await store.ExecuteAsync(Set("app||old", "4"), Cancellation);

        Assert.Equal("7", entry.ETag);
        Assert.Equal("8", (string?)await database.HashGetAsync("app||key", "version"));
        Assert.Equal("2"u8.ToArray(), old!.Value);
        Assert.Equal("4", (string?)await database.HashGetAsync("app||old", "data"));
    }

    [Fact]
    public async Task A_time_to_live_of_the_component_holds_where_a_write_has_none()
    {
        await using var store = await OpenAsync(("redisHost", _server.Host), ("ttlInSeconds", "60"));
        await store.ExecuteAsync(Set("key", "1"), Cancellation);

        Assert.NotNull((await store.GetAsync("key", StateReadOptions.None, Cancellation))!.ExpiresAt);
    }

    [Fact]
    public async Task Databases_are_kept_apart()
    {
        await using var first = await OpenAsync(("redisHost", _server.Host), ("redisDB", "1"));
        await using var second = await OpenAsync(("redisHost", _server.Host), ("redisDB", "2"));
        await first.ExecuteAsync(Set("key", "1"), Cancellation);

        Assert.Null(await second.GetAsync("key", StateReadOptions.None, Cancellation));
    }

    [Theory]
    [InlineData("failover", "true", "failover")]
    [InlineData("redisType", "cluster", "redisType")]
    [InlineData("redisUsername", "me", "redisUsername")]
    [InlineData("redisDB", "first", "redisDB")]
    [InlineData("redisHost", "a:1,b:2", "redisHost")]
    [InlineData("redisPasword", "x", "redisPasword")]
    public async Task Open_WithAWrongField_NamesIt(string name, string value, string expected)
    {
        var fields = new Dictionary<string, string> { ["redisHost"] = _server.Host, [name] = value };

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => OpenAsync([.. fields.Select(field => (field.Key, field.Value))]));

        Assert.Contains($"'{expected}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithoutAServer_NamesIt()
    {
        var host = $"127.0.0.1:{LoopbackPort.Free()}";

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => OpenAsync(("redisHost", host)));

        Assert.Contains(host, error.Message, StringComparison.Ordinal);
    }

    private static async Task<IStateStore> OpenAsync(params (string Name, string Value)[] fields)
        => (IStateStore)await RedisStateStore.OpenAsync(ComponentContexts.Create("state.redis", "/", TimeProvider.System, fields), Cancellation);
}
