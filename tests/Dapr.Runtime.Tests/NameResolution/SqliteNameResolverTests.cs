using System.Globalization;
using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.NameResolution;
using MusicGraph.Dapr.Runtime.NameResolution.Sqlite;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.NameResolution;

public sealed class SqliteNameResolverTests : NameResolverConformance
{
    private readonly List<INameResolver> _others = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each sidecar has a resolver of its own, as if it were in another process.</summary>
    internal override INameResolver Open(IReadOnlyList<(string AppId, string Address)> sidecars)
    {
        _others.AddRange(sidecars.Select(sidecar => Open("names.db", new SidecarAddress(sidecar.AppId, "default", sidecar.Address))));
        return Open("names.db", new SidecarAddress("asks", "default", "127.0.0.1:1"));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
            await other.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task ASidecar_IsFoundFromItsStartToItsEnd_InItsNamespace()
    {
        await using var asks = Open("other.db", new SidecarAddress("asks", "default", "127.0.0.1:1"));
        Assert.Null(await asks.ResolveAsync("app", "default", Cancellation));

        await using (Open("other.db", new SidecarAddress("app", "default", "127.0.0.1:2")))
        {
            Assert.Equal("127.0.0.1:2", await asks.ResolveAsync("app", "default", Cancellation));
            Assert.Null(await asks.ResolveAsync("app", "another", Cancellation));
        }

        Assert.Null(await asks.ResolveAsync("app", "default", Cancellation));
    }

    [Fact]
    public async Task ASidecarThatWasKilled_IsFoundNoLongerOnceItsRowIsOld()
    {
        await using var asks = Open("other.db", new SidecarAddress("asks", "default", "127.0.0.1:1"));
        await using var killed = Open("other.db", new SidecarAddress("app", "default", "127.0.0.1:2"));

        Execute("UPDATE hosts SET last_update = last_update - 600 WHERE app_id = 'app'");

        Assert.Null(await asks.ResolveAsync("app", "default", Cancellation));
    }

    [Fact]
    public async Task ASidecarAtTheAddressOfOneThatWasKilled_TakesItsPlace()
    {
        await using var killed = Open("other.db", new SidecarAddress("old", "default", "127.0.0.1:2"));
        await using var asks = Open("other.db", new SidecarAddress("new", "default", "127.0.0.1:2"));

        Assert.Null(await asks.ResolveAsync("old", "default", Cancellation));
        Assert.Equal("127.0.0.1:2", await asks.ResolveAsync("new", "default", Cancellation));
    }

    [Fact]
    public async Task ARowThatIsLost_IsWrittenAnew()
    {
        await using var asks = Open("other.db", new SidecarAddress("app", "default", "127.0.0.1:2"), "2s");

        Execute("DELETE FROM hosts");

        await Condition.UntilAsync(async () => await asks.ResolveAsync("app", "default", Cancellation) is not null, "the row is there again", Cancellation);
    }

    [Theory]
    [InlineData("", "wal")]
    [InlineData("true", "delete")]
    public async Task DisableWal_SaysHowTheFileIsWritten(string disable, string expected)
    {
        await using var resolver = Open("other.db", new SidecarAddress("app", "default", "127.0.0.1:2"), disableWal: disable);

        Assert.Equal(expected, Execute("PRAGMA journal_mode"));
    }

    // By default no row is renewed, or too old, while a test runs.
    private SqliteNameResolver Open(string file, SidecarAddress self, string updateInterval = "600s", string disableWal = "")
        => SqliteNameResolver.Open(
            ComponentContexts.Create(
                "nameresolution.sqlite",
                Folder.Path,
                TimeProvider.System,
                ("connectionString", file),
                ("updateInterval", updateInterval),
                ("disableWAL", disableWal)),
            self);

    private string? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Folder.Combine("other.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
