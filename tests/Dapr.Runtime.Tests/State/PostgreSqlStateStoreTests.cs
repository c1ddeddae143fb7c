using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>Version 2, which is what a new component is.</summary>
public sealed class PostgreSqlStateStoreTests(ServerFixture<PostgresServer> server) : ServerStateStoreConformance, IClassFixture<ServerFixture<PostgresServer>>
{
    private readonly PostgresServer _server = server.Server;

    protected override ServerProcess ServerProcess => _server;

    internal override async ValueTask<IStateStore> OpenAsync(ManualTime time)
    {
        await PostgreSql.ExecuteAsync(_server, "DROP TABLE IF EXISTS state, dapr_metadata");
        return await PostgreSql.OpenAsync(_server, "v2");
    }

    [Fact]
    public async Task The_table_is_the_one_daprd_keeps()
    {
        await Store.ExecuteAsync(Set("app||key", """{"a":1}"""), TestContext.Current.CancellationToken);

        Assert.Equal(
            """bytea|{"a":1}|t""",
            await PostgreSql.QueryAsync(_server, "SELECT pg_typeof(value)::text, convert_from(value, 'UTF8'), expires_at IS NULL FROM state WHERE key = 'app||key'"));
        Assert.Equal("1", await PostgreSql.QueryAsync(_server, "SELECT value FROM dapr_metadata WHERE key = 'migrations-state-v2-'"));
    }

    [Fact]
    public async Task A_prefix_may_name_a_schema()
    {
        await PostgreSql.ExecuteAsync(_server, "CREATE SCHEMA IF NOT EXISTS music");
        await using var store = await PostgreSql.OpenAsync(_server, "v2", ("tablePrefix", "music.my_"));
        await store.ExecuteAsync(Set("key", "1"), TestContext.Current.CancellationToken);

        Assert.Equal("1", await PostgreSql.QueryAsync(_server, "SELECT count(*) FROM music.my_state"));
    }

    [Fact]
    public async Task Several_can_make_the_tables_at_once()
    {
        await PostgreSql.ExecuteAsync(_server, "DROP TABLE state, dapr_metadata");

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgreSql.OpenAsync(_server, "v2", ("maxConns", "2"))));

        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Theory]
    [InlineData("connectionString", "host=127.0.0.1 colour=red", "connectionString")]
    [InlineData("connectionString", "user=postgres", "connectionString")]
    [InlineData("tablePrefix", "a;b", "tablePrefix")]
    [InlineData("maxConns", "many", "maxConns")]
    [InlineData("useAzureAD", "true", "useAzureAD")]
    [InlineData("tabelPrefix", "x", "tabelPrefix")]
    public async Task Open_WithAWrongField_NamesIt(string name, string value, string expected)
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => PostgreSql.OpenAsync(_server, "v2", (name, value)));

        Assert.Contains($"'{expected}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithoutAServer_NamesIt()
    {
        var port = LoopbackPort.Free();

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(
            () => PostgreSql.OpenAsync(_server, "v2", ("connectionString", $"postgres://postgres:p%40ss@127.0.0.1:{port}/postgres?sslmode=disable")));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", error.ToString(), StringComparison.Ordinal);
    }
}
