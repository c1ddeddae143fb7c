using MusicGraph.Search.Index;
using MusicGraph.Search.Postgres;
using MusicGraph.Servers;
using Npgsql;

namespace MusicGraph.Services.Tests.Search;

/// <summary>A real PostgreSQL for all tests of a class, which have a database each.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private int _databases;

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public string NewDatabase()
    {
        var name = $"search{Interlocked.Increment(ref _databases)}";
        _server.CreateDatabase(name);
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _server.Port, Username = "postgres", Password = PostgresServer.Password, Database = name }.ToString();
    }
}

public sealed class PostgresIndexTests(PostgresFixture postgres) : IndexConformance, IClassFixture<PostgresFixture>
{
    private readonly string _database = postgres.NewDatabase();

    private protected override IIndexStore Create() => new PostgresStore(_database);

    [Fact]
    public async Task Replicas_OneBuildsWhileTheOtherWrites_NothingIsLost()
    {
        var token = TestContext.Current.CancellationToken;
        await using var other = new PostgresStore(_database);
        await other.OpenAsync(token);
        await using (var build = (await Store.BuildAsync(token))!)
        {
            Assert.Null(await other.BuildAsync(token));
            await other.WriteAsync(
                [MusicGraph.Search.Documents.DocumentChange.Put(new(Contracts.SearchType.Song, Guid.NewGuid(), 1, "Written elsewhere", []))], token);
            await build.FinishAsync(DateTimeOffset.UnixEpoch, token);
        }

        foreach (var store in (IIndexStore[])[Store, other])
        {
            await using var reader = await store.ReadAsync(token);
            Assert.Equal(1, await reader.CountAsync(token));
        }

        Assert.Equal(DateTimeOffset.UnixEpoch, other.BuiltAt);
    }
}
