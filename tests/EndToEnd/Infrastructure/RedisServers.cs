using MusicGraph.Servers;

namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>For <c>components/redis</c>: one server, a database for each world.</summary>
internal sealed class RedisServers : IComponentServers
{
    private readonly RedisServer _redis = new() { Password = "end-to-end", Databases = Components.MostWorlds };

    public Task StartAsync() => _redis.StartAsync();

    public IReadOnlyDictionary<string, string> SettingsOf(int number) => new Dictionary<string, string>
    {
        ["REDIS_HOST"] = _redis.Host,
        ["REDIS_PASSWORD"] = _redis.Password,
        ["REDIS_DB"] = $"{number}",
    };

    public IReadOnlyList<string> Addresses => ["REDIS_HOST"];

    public IReadOnlyDictionary<string, string> WithWrongKey(IReadOnlyDictionary<string, string> settings) =>
        new Dictionary<string, string> { ["REDIS_PASSWORD"] = "another" };

    public Task KillStateServerAsync() => _redis.KillAsync();

    public Task KillBrokerAsync() => _redis.KillAsync();

    public Task RestartAsync() => _redis.StartAsync();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
