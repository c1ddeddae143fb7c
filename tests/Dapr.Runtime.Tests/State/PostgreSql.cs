using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.PostgreSql;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using Npgsql;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>What the tests of both versions need.</summary>
internal static class PostgreSql
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IStateStore> OpenAsync(PostgresServer server, string version, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string> { ["connectionString"] = server.ConnectionString };
        foreach (var (name, value) in fields)
            all[name] = value;
        return (IStateStore)await PostgreSqlStateStore.OpenAsync(
            ComponentContexts.Create("state.postgresql", version, "/", TimeProvider.System, [.. all.Select(field => (field.Key, field.Value))]), Cancellation);
    }

    public static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = Source(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>The first row, as <c>psql -A</c> would print it.</summary>
    public static async Task<string> QueryAsync(PostgresServer server, string sql)
    {
        await using var source = Source(server);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await row.ReadAsync(Cancellation));
        return string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) switch { bool flag => flag ? "t" : "f", var value => $"{value}" }));
    }

    private static NpgsqlDataSource Source(PostgresServer server)
        => NpgsqlDataSource.Create($"Host=127.0.0.1;Port={server.Port};Username=postgres;Password={PostgresServer.Password};Database=postgres;Pooling=false");
}
