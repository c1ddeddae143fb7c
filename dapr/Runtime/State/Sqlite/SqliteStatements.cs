using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>The writer's statements, prepared once.</summary>
internal sealed class SqliteStatements : IDisposable
{
    // A value is bound as bytes and cast, so that it is kept as a text without being transcoded.
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteMatching;
    private readonly SqliteCommand _removeExpired;
    private readonly SqliteCommand _savepoint;
    private readonly SqliteCommand _rollbackTo;
    private readonly SqliteCommand _release;
    private readonly List<SqliteCommand> _all = [];
    private readonly SqliteConnection _connection;

    public SqliteStatements(SqliteConnection connection, string table)
    {
        _connection = connection;
        const string Columns = "(key, value, is_binary, etag, expiration_time, update_time)";
        const string Row = "@key, CAST(@value AS TEXT), FALSE, @new_etag, @expires, @now";
        const string Alive = "(expiration_time IS NULL OR expiration_time > @now)";
        string[] row = ["@key", "@value", "@new_etag", "@expires", "@now"];

        _replace = Prepare($"INSERT OR REPLACE INTO {table} {Columns} VALUES ({Row})", row);

        // A row that has expired but was not removed yet counts as absent.
        _insert = Prepare(
            $"INSERT OR REPLACE INTO {table} {Columns} SELECT {Row} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE key = @key AND {Alive})", row);
        _update = Prepare(
            $"""
            UPDATE {table} SET value = CAST(@value AS TEXT), is_binary = FALSE, etag = @new_etag, expiration_time = @expires, update_time = @now
            WHERE key = @key AND etag = @etag AND {Alive}
            """,
            [.. row, "@etag"]);
        _delete = Prepare($"DELETE FROM {table} WHERE key = @key", "@key");
        _deleteMatching = Prepare($"DELETE FROM {table} WHERE key = @key AND etag = @etag", "@key", "@etag");
        _removeExpired = Prepare($"DELETE FROM {table} WHERE expiration_time IS NOT NULL AND expiration_time < @now", "@now");
        _savepoint = Prepare("SAVEPOINT request");
        _rollbackTo = Prepare("ROLLBACK TO request");
        _release = Prepare("RELEASE request");
    }

    public void Savepoint() => _savepoint.ExecuteNonQuery();

    public void RollbackToSavepoint() => _rollbackTo.ExecuteNonQuery();

    public void ReleaseSavepoint() => _release.ExecuteNonQuery();

    public void RemoveExpired(DateTimeOffset now)
    {
        _removeExpired.Parameters[0].Value = SqliteTime.ToText(now);
        _removeExpired.ExecuteNonQuery();
    }

    /// <summary>False where the etag does not fit.</summary>
    public bool Execute(StateOperation operation, DateTimeOffset now)
    {
        if (operation.Value is not { } value)
            return Delete(operation);

        var command = operation.ETag is not null ? _update : operation.FirstWrite ? _insert : _replace;
        var parameters = command.Parameters;
        parameters[0].Value = operation.Key;
        parameters[1].Value = value;
        parameters[2].Value = Guid.NewGuid().ToString();
        parameters[3].Value = operation.TimeToLive is { } ttl ? SqliteTime.ToText(now + ttl) : DBNull.Value;
        parameters[4].Value = SqliteTime.ToText(now);
        if (operation.ETag is not null)
            parameters[5].Value = operation.ETag;
        return command.ExecuteNonQuery() > 0;
    }

    public void Dispose()
    {
        foreach (var command in _all)
            command.Dispose();
    }

    private bool Delete(StateOperation operation)
    {
        if (operation.ETag is null)
        {
            _delete.Parameters[0].Value = operation.Key;
            _delete.ExecuteNonQuery();
            return true;
        }

        _deleteMatching.Parameters[0].Value = operation.Key;
        _deleteMatching.Parameters[1].Value = operation.ETag;
        return _deleteMatching.ExecuteNonQuery() > 0;
    }

    private SqliteCommand Prepare(string sql, params IReadOnlyList<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _all.Add(command);
        return command;
    }
}
