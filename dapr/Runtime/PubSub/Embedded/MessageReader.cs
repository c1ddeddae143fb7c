using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>Reads the file; one at a time.</summary>
internal sealed class MessageReader : IDisposable
{
    private const string Columns = "id, expires, content_type, metadata, data";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _after;
    private readonly SqliteCommand _one;
    private readonly Lock _lock = new();

    public MessageReader(SqliteConnection connection)
    {
        _connection = connection;
        _after = Prepare($"SELECT {Columns} FROM messages WHERE topic = @topic AND id > @after ORDER BY id LIMIT @count", "@topic", "@after", "@count");
        _one = Prepare($"SELECT {Columns} FROM messages WHERE id = @id", "@id");
    }

    /// <summary>The messages of a topic behind a place, in their order.</summary>
    public List<StoredMessage> ReadAfter(string topic, long after, int count)
    {
        lock (_lock)
        {
            _after.Parameters[0].Value = topic;
            _after.Parameters[1].Value = after;
            _after.Parameters[2].Value = count;
            var messages = new List<StoredMessage>();
            using var reader = _after.ExecuteReader();
            while (reader.Read())
                messages.Add(ReadMessage(reader));
            return messages;
        }
    }

    /// <summary>Null where it is no longer kept.</summary>
    public StoredMessage? Read(long id)
    {
        lock (_lock)
        {
            _one.Parameters[0].Value = id;
            using var reader = _one.ExecuteReader();
            return reader.Read() ? ReadMessage(reader) : null;
        }
    }

    public long LastId()
        => ReadRows(
            "SELECT MAX(COALESCE((SELECT MAX(id) FROM messages), 0), COALESCE((SELECT MAX(position) FROM consumers), 0))", row => row.GetInt64(0)).Single();

    public List<(string Topic, string Consumer, long Position)> ReadGroups()
        => ReadRows("SELECT topic, consumer, position FROM consumers", row => (row.GetString(0), row.GetString(1), row.GetInt64(2)));

    public List<(string Topic, string Consumer, Postponed Message)> ReadPostponed()
        => ReadRows(
            "SELECT topic, consumer, id, attempts, due FROM postponed",
            row => (row.GetString(0), row.GetString(1), new Postponed(row.GetInt64(2), row.GetInt32(3), row.GetInt64(4))));

    public void Dispose()
    {
        _after.Dispose();
        _one.Dispose();
        _connection.Dispose();
    }

    private static StoredMessage ReadMessage(SqliteDataReader reader)
        => new(
            reader.GetInt64(0),
            reader.IsDBNull(1) ? null : reader.GetInt64(1),
            new PubSubMessage(reader.GetFieldValue<byte[]>(4))
            {
                ContentType = reader.IsDBNull(2) ? null : reader.GetString(2),
                Metadata = reader.IsDBNull(3) ? Empty.Metadata : JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!,
            });

    private List<T> ReadRows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        lock (_lock)
        {
            using var command = Prepare(sql);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
