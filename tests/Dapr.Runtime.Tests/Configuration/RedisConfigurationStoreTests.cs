using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Configuration.Redis;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Tests.Configuration;

public sealed class RedisConfigurationStoreTests(ServerFixture<RedisServer> server) : ConfigurationStoreConformance, IClassFixture<ServerFixture<RedisServer>>
{
    internal override async Task<IConfigurationStore> OpenAsync()
        => (IConfigurationStore)await RedisConfigurationStore.OpenAsync(
            ComponentContexts.Create("configuration.redis", ".", TimeProvider.System, ("redisHost", server.Server.Host)),
            TestContext.Current.CancellationToken);

    protected override async Task SetAsync(string key, string value, string version)
        => await ChangeAsync(database => database.StringSetAsync(key, $"{value}||{version}"));

    protected override async Task RemoveAsync(string key) => await ChangeAsync(database => database.KeyDeleteAsync(key));

    [Fact]
    public async Task AValueWithoutAVersion_AndAKeyOfAnotherKind()
    {
        await ChangeAsync(database => database.StringSetAsync("plain", "only a value"));
        await ChangeAsync(database => database.ListRightPushAsync("list", "1"));
        await using var store = await OpenAsync();

        var items = await store.GetAsync(["plain", "list"], TestContext.Current.CancellationToken);

        Assert.Equal(("only a value", ""), (items["plain"].Value, items["plain"].Version));
        Assert.DoesNotContain("list", items.Keys);
    }

    private async Task ChangeAsync<T>(Func<IDatabase, Task<T>> change)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.Server.Host);
        await change(connection.GetDatabase());
    }
}
