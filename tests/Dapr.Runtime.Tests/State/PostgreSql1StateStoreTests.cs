using System.Text.Json;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>Version 1, whose values are <c>jsonb</c>.</summary>
public sealed class PostgreSql1StateStoreTests(ServerFixture<PostgresServer> server) : ServerStateStoreConformance, IClassFixture<ServerFixture<PostgresServer>>
{
    private readonly PostgresServer _server = server.Server;

    protected override bool KeepsBytes => false;

    protected override ServerProcess ServerProcess => _server;

    internal override async ValueTask<IStateStore> OpenAsync(ManualTime time)
    {
        await PostgreSql.ExecuteAsync(_server, "DROP TABLE IF EXISTS state, dapr_metadata");
        return await PostgreSql.OpenAsync(_server, "v1");
    }

    [Fact]
    public async Task The_table_is_the_one_daprd_keeps()
    {
        await Store.ExecuteAsync(Set("app||key", """{"a":1}"""), TestContext.Current.CancellationToken);

        Assert.Equal(
            "jsonb|1|f|t", await PostgreSql.QueryAsync(_server, "SELECT pg_typeof(value)::text, value->'a', isbinary, expiredate IS NULL FROM state WHERE key = 'app||key'"));
        Assert.Equal("2", await PostgreSql.QueryAsync(_server, "SELECT value FROM dapr_metadata WHERE key = 'migrations'"));
    }

    [Fact]
    public async Task A_binary_value_that_daprd_wrote_is_read()
    {
        await PostgreSql.ExecuteAsync(_server, """INSERT INTO state (key, value, isbinary) VALUES ('key', '"eyJhIjoxfQ=="', TRUE)""");

        var entry = await Store.GetAsync("key", StateReadOptions.None, TestContext.Current.CancellationToken);

        Assert.Equal("""{"a":1}""", JsonElement.Parse(entry!.Value).GetRawText());
    }
}
