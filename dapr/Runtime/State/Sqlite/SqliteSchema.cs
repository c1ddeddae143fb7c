using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>The tables, which are those of daprd's <c>state.sqlite</c>: either runtime can go on with the other's file.</summary>
internal static class SqliteSchema
{
    private const string Level = "1";

    public static void Ensure(SqliteConnection connection, SqliteSettings settings)
    {
        Execute(connection, $"PRAGMA busy_timeout = {(long)settings.BusyTimeout.TotalMilliseconds}");
        Execute(connection, settings.DisableWal ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");

        // In WAL mode NORMAL loses nothing when the process dies and stays consistent when the machine does.
        Execute(connection, settings.DisableWal ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"CREATE TABLE IF NOT EXISTS {settings.MetadataTable} (key text NOT NULL PRIMARY KEY, value text NOT NULL)", transaction);
        Execute(
            connection,
            $"""
            CREATE TABLE IF NOT EXISTS {settings.Table} (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL,
                is_binary BOOLEAN NOT NULL,
                etag TEXT NOT NULL,
                expiration_time TIMESTAMP DEFAULT NULL,
                update_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
            )
            """,
            transaction);
        Execute(connection, $"INSERT OR IGNORE INTO {settings.MetadataTable} (key, value) VALUES ('migrations', '{Level}')", transaction);
        transaction.Commit();
    }

    public static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
