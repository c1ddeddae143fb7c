using MusicGraph.Servers;

namespace MusicGraph.EndToEnd.Infrastructure;

/// <summary>For <c>components/postgres-rabbitmq</c>: two servers, a database and a virtual host for each world.</summary>
internal sealed class PostgresRabbitMqServers : IComponentServers
{
    private readonly PostgresServer _postgres = new();
    private readonly RabbitMqServer _rabbitMq = new() { VirtualHosts = [.. Enumerable.Range(0, Components.MostWorlds).Select(Name)] };
    private readonly Dictionary<int, string> _databases = [];
    private bool _postgresIsDown;
    private bool _rabbitMqIsDown;

    public Task StartAsync() => Task.WhenAll(_postgres.StartAsync(), _rabbitMq.StartAsync());

    public IReadOnlyDictionary<string, string> SettingsOf(int number)
    {
        if (!_databases.TryGetValue(number, out var database))
            _databases[number] = database = _postgres.CreateDatabase(Name(number));
        return new Dictionary<string, string>
        {
            ["POSTGRES_CONNECTION_STRING"] = database,
            ["RABBITMQ_URL"] = $"{_rabbitMq.ConnectionString}/{Name(number)}",
        };
    }

    public IReadOnlyList<string> Addresses => ["POSTGRES_CONNECTION_STRING", "RABBITMQ_URL"];

    public IReadOnlyDictionary<string, string> WithWrongKey(IReadOnlyDictionary<string, string> settings) => new Dictionary<string, string>
    {
        ["POSTGRES_CONNECTION_STRING"] = settings["POSTGRES_CONNECTION_STRING"].Replace($"password={PostgresServer.Password}", "password=another"),
        ["RABBITMQ_URL"] = settings["RABBITMQ_URL"].Replace(":guest@", ":another@"),
    };

    public Task KillStateServerAsync()
    {
        _postgresIsDown = true;
        return _postgres.KillAsync();
    }

    public Task KillBrokerAsync()
    {
        _rabbitMqIsDown = true;
        return _rabbitMq.KillAsync();
    }

    public async Task RestartAsync()
    {
        if (_postgresIsDown)
            await _postgres.StartAsync();
        if (_rabbitMqIsDown)
            await _rabbitMq.StartAsync();
        _postgresIsDown = _rabbitMqIsDown = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _rabbitMq.DisposeAsync();
    }

    private static string Name(int number) => $"world{number}";
}
