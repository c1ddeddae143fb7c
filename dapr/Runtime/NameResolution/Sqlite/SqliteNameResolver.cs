using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.NameResolution.Sqlite;

/// <summary><c>nameresolution.sqlite</c>: a table of sidecars that live, which each renews its row of.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-name-resolution/nr-sqlite/; the tables are those of components-contrib,
/// <c>nameresolution/sqlite</c>, but what is registered here speaks HTTP between sidecars, not daprd's gRPC.
/// </remarks>
internal sealed partial class SqliteNameResolver : INameResolver
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteResolverSettings _settings;
    private readonly SidecarAddress _self;
    private readonly ILogger _logger;
    private readonly string _registration = Guid.NewGuid().ToString();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _renewing;

    private SqliteNameResolver(SqliteConnection connection, SqliteResolverSettings settings, SidecarAddress self, ILogger logger)
    {
        _connection = connection;
        _settings = settings;
        _self = self;
        _logger = logger;
        _find = connection.CreateCommand();
        _find.CommandText = $"""
            SELECT address FROM {settings.Table}
            WHERE app_id = $app AND namespace = $namespace AND unixepoch(CURRENT_TIMESTAMP) - last_update < $age
            ORDER BY RANDOM() LIMIT 1
            """;
        _find.Parameters.Add("$app", SqliteType.Text);
        _find.Parameters.Add("$namespace", SqliteType.Text);
        _find.Parameters.AddWithValue("$age", (long)settings.UpdateInterval.TotalSeconds);
        Register();
        using (ExecutionContext.SuppressFlow())
            _renewing = Task.Run(RenewAsync);
    }

    /// <exception cref="DaprConfigurationException">A field is wrong or the database cannot be used.</exception>
    public static SqliteNameResolver Open(ComponentContext context, SidecarAddress self)
    {
        var settings = SqliteResolverSettings.Read(context);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = settings.Path,
            Pooling = false,
            DefaultTimeout = (int)settings.Timeout.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"""
                PRAGMA busy_timeout = {(long)settings.BusyTimeout.TotalMilliseconds};
                PRAGMA journal_mode = {(settings.DisableWal ? "DELETE" : "WAL")};
                CREATE TABLE IF NOT EXISTS {settings.MetadataTable} (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
                CREATE TABLE IF NOT EXISTS {settings.Table} (
                    registration_id TEXT NOT NULL PRIMARY KEY,
                    address TEXT NOT NULL,
                    app_id TEXT NOT NULL,
                    namespace TEXT NOT NULL,
                    last_update INTEGER NOT NULL
                );
                CREATE UNIQUE INDEX IF NOT EXISTS {settings.Table}_address_idx ON {settings.Table} (address);
                CREATE INDEX IF NOT EXISTS {settings.Table}_last_update_idx ON {settings.Table} (last_update);
                INSERT INTO {settings.MetadataTable} (key, value) VALUES ('nr-migrations', '1') ON CONFLICT (key) DO NOTHING;
                """);
            return new SqliteNameResolver(connection, settings, self, context.Logger);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw context.Definition.Error($"the database of metadata field 'connectionString', {settings.Path}, cannot be used: {error.Message}", error);
        }
    }

    public ValueTask<string?> ResolveAsync(string appId, string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            lock (_lock)
            {
                _find.Parameters[0].Value = appId;
                _find.Parameters[1].Value = @namespace;
                return new((string?)_find.ExecuteScalar());
            }
        }
        catch (SqliteException error)
        {
            throw new HttpRequestException($"failed to look up address: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            try
            {
                Execute(_connection, $"DELETE FROM {_settings.Table} WHERE registration_id = '{_registration}'");
            }
            catch (SqliteException error)
            {
                LogFailed(_logger, error, _self.AppId); // The row ages by itself.
            }

            _find.Dispose();
            _connection.Dispose();
        }

        _stopping.Dispose();
    }

    private static int Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }

    /// <summary>Takes over what another may have had at the same address.</summary>
    private void Register()
        => Execute(
            _connection,
            $"REPLACE INTO {_settings.Table} (registration_id, address, app_id, namespace, last_update) VALUES ($id, $address, $app, $namespace, unixepoch(CURRENT_TIMESTAMP))",
            ("$id", _registration),
            ("$address", _self.Address),
            ("$app", _self.AppId),
            ("$namespace", _self.Namespace));

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(_settings.UpdateInterval - _settings.Timeout);
        var cleaned = Environment.TickCount64;
        while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
        {
            try
            {
                lock (_lock)
                {
                    // A row that is gone, as after the database was replaced, is written anew.
                    if (Execute(_connection, $"UPDATE {_settings.Table} SET last_update = unixepoch(CURRENT_TIMESTAMP) WHERE registration_id = '{_registration}'") == 0)
                        Register();
                    if (Environment.TickCount64 - cleaned > _settings.CleanupInterval.TotalMilliseconds)
                    {
                        cleaned = Environment.TickCount64;
                        Execute(_connection, $"DELETE FROM {_settings.Table} WHERE unixepoch(CURRENT_TIMESTAMP) - last_update > {(long)_settings.UpdateInterval.TotalSeconds}");
                    }
                }
            }
            catch (SqliteException error)
            {
                LogFailed(_logger, error, _self.AppId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The registration of app {AppId} could not be written.")]
    private static partial void LogFailed(ILogger logger, Exception error, string appId);
}
