using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>A connection that reads, used by one at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    // A bulk read is cut into statements of this many keys, so that a few prepared ones serve every size.
    private const int LargeBatch = 64;
    private const int SmallBatch = 8;

    private readonly SqliteConnection _connection;
    private readonly string _table;
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _small;
    private readonly SqliteCommand _large;

    public SqliteReader(SqliteSettings settings)
    {
        _table = settings.Table;
        _connection = new SqliteConnection(settings.ConnectionString(SqliteOpenMode.ReadWrite));
        _connection.Open();
        SqliteSchema.Execute(_connection, $"PRAGMA busy_timeout = {(long)settings.BusyTimeout.TotalMilliseconds}");
        SqliteSchema.Execute(_connection, "PRAGMA query_only = TRUE");
        _one = Prepare(1);
        _small = Prepare(SmallBatch);
        _large = Prepare(LargeBatch);
    }

    public StateEntry? Get(string key, DateTimeOffset now)
    {
        _one.Parameters[0].Value = SqliteTime.ToText(now);
        _one.Parameters[1].Value = key;
        using var reader = _one.ExecuteReader();
        return reader.Read() ? ReadEntry(reader) : null;
    }

    /// <summary>One entry or null per key, in the order of the keys.</summary>
    public StateEntry?[] Get(IReadOnlyList<string> keys, DateTimeOffset now)
    {
        var found = new Dictionary<string, StateEntry>(keys.Count, StringComparer.Ordinal);
        for (var offset = 0; offset < keys.Count;)
        {
            var left = keys.Count - offset;
            var (command, size) = left > SmallBatch ? (_large, LargeBatch) : left > 1 ? (_small, SmallBatch) : (_one, 1);
            command.Parameters[0].Value = SqliteTime.ToText(now);
            for (var i = 0; i < size; i++)
                command.Parameters[i + 1].Value = i < left ? keys[offset + i] : DBNull.Value;

            using var reader = command.ExecuteReader();
            while (reader.Read())
                found[reader.GetString(4)] = ReadEntry(reader);
            offset += size;
        }

        var entries = new StateEntry?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = found.GetValueOrDefault(keys[i]);
        return entries;
    }

    public void Dispose()
    {
        _one.Dispose();
        _small.Dispose();
        _large.Dispose();
        _connection.Dispose();
    }

    private static StateEntry ReadEntry(SqliteDataReader reader)
    {
        var value = reader.GetFieldValue<byte[]>(0);
        if (reader.GetBoolean(1))
            value = Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(value)); // As daprd writes what came over gRPC.
        var expires = reader.IsDBNull(3) ? default(DateTimeOffset?) : SqliteTime.FromText(reader.GetString(3));
        return new StateEntry(value, reader.GetString(2), expires);
    }

    private SqliteCommand Prepare(int keys)
    {
        var names = Enumerable.Range(0, keys).Select(i => $"@k{i}").ToList();
        var command = _connection.CreateCommand();
        command.CommandText = $"""
            SELECT value, is_binary, etag, expiration_time, key FROM {_table}
            WHERE key IN ({string.Join(", ", names)}) AND (expiration_time IS NULL OR expiration_time > @now)
            """;
        command.Parameters.Add(new SqliteParameter { ParameterName = "@now" });
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
