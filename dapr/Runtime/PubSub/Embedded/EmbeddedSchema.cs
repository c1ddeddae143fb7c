using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>The tables.</summary>
internal static class EmbeddedSchema
{
    public static SqliteConnection OpenWriter(string path)
    {
        var isNew = !File.Exists(path);
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (isNew && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite); // Messages are for the apps, not for the machine's other users.

            // FULL: what was accepted outlives a power cut too. One flush serves all publishers that wait for it.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
            Execute(
                connection,
                """
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS messages (
                    id INTEGER PRIMARY KEY,
                    topic TEXT NOT NULL,
                    published INTEGER NOT NULL,
                    expires INTEGER,
                    content_type TEXT,
                    metadata TEXT,
                    data BLOB NOT NULL
                );
                CREATE INDEX IF NOT EXISTS messages_by_topic ON messages (topic, id);
                CREATE TABLE IF NOT EXISTS consumers (
                    topic TEXT NOT NULL,
                    consumer TEXT NOT NULL,
                    position INTEGER NOT NULL,
                    PRIMARY KEY (topic, consumer)
                ) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS postponed (
                    id INTEGER NOT NULL,
                    consumer TEXT NOT NULL,
                    topic TEXT NOT NULL,
                    attempts INTEGER NOT NULL,
                    due INTEGER NOT NULL,
                    PRIMARY KEY (id, consumer)
                ) WITHOUT ROWID;
                COMMIT
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only = TRUE");
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 2000");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
