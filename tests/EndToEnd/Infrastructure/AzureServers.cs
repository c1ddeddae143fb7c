using MusicGraph.Servers;
using MusicGraph.Servers.Azure;

namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>For <c>components/azure</c>: stand-ins for Cosmos DB and Blob Storage with a container for each world, and Redis with a database.</summary>
internal sealed class AzureServers : IComponentServers
{
    private readonly CosmosServer _cosmos = new() { Containers = [.. Enumerable.Range(0, Components.MostWorlds).Select(Name)] };
    private readonly AzuriteServer _azurite = new();
    private readonly RedisServer _redis = new() { Password = "end-to-end", Databases = Components.MostWorlds };
    private readonly List<ServerProcess> _down = [];

    public Task StartAsync() => Task.WhenAll(_cosmos.StartAsync(), _azurite.StartAsync(), _redis.StartAsync());

    public IReadOnlyDictionary<string, string> SettingsOf(int number) => new Dictionary<string, string>
    {
        ["COSMOS_URL"] = _cosmos.Url,
        ["COSMOS_KEY"] = CosmosServer.Key,
        ["COSMOS_DATABASE"] = CosmosServer.Database,
        ["COSMOS_CONTAINER"] = Name(number),
        ["STORAGE_ACCOUNT"] = AzuriteServer.AccountName,
        ["STORAGE_KEY"] = AzuriteServer.AccountKey,
        ["STORAGE_ENDPOINT"] = _azurite.Endpoint,
        ["STORAGE_CONTAINER"] = Name(number),
        ["AZURE_CLIENT_ID"] = "",
        ["REDIS_HOST"] = _redis.Host,
        ["REDIS_PASSWORD"] = _redis.Password,
        ["REDIS_DB"] = $"{number}",
        ["REDIS_TLS"] = "false",
    };

    public IReadOnlyList<string> Addresses => ["COSMOS_URL", "STORAGE_ENDPOINT", "REDIS_HOST"];

    public IReadOnlyDictionary<string, string> WithWrongKey(IReadOnlyDictionary<string, string> settings)
    {
        var another = Convert.ToBase64String("another"u8);
        return new Dictionary<string, string> { ["COSMOS_KEY"] = another, ["STORAGE_KEY"] = another, ["REDIS_PASSWORD"] = another };
    }

    public Task KillStateServerAsync() => KillAsync(_cosmos);

    public Task KillBrokerAsync() => KillAsync(_redis);

    public async Task RestartAsync()
    {
        await Task.WhenAll(_down.Select(server => server.StartAsync()));
        _down.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _cosmos.DisposeAsync();
        await _azurite.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private Task KillAsync(ServerProcess server)
    {
        _down.Add(server);
        return server.KillAsync();
    }

    private static string Name(int number) => $"world{number}";
}
