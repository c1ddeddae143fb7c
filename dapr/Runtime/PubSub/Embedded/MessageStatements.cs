using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>The writer's statements, prepared once. Times are milliseconds since 1970.</summary>
internal sealed class MessageStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _all = [];
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _move;
    private readonly SqliteCommand _postpone;
    private readonly SqliteCommand _resume;
    private readonly SqliteCommand _removeRead;
    private readonly SqliteCommand _removeOld;
    private readonly SqliteCommand _removeOrphans;

    public MessageStatements(SqliteConnection connection)
    {
        _connection = connection;
        _insert = Prepare(
            """
            INSERT INTO messages (id, topic, published, expires, content_type, metadata, data)
            VALUES (@id, @topic, @published, @expires, @content_type, @metadata, @data)
            """,
            "@id",
            "@topic",
            "@published",
            "@expires",
            "@content_type",
            "@metadata",
            "@data");
        _move = Prepare("INSERT OR REPLACE INTO consumers (topic, consumer, position) VALUES (@topic, @consumer, @position)", "@topic", "@consumer", "@position");
        _postpone = Prepare(
            "INSERT OR REPLACE INTO postponed (id, consumer, topic, attempts, due) VALUES (@id, @consumer, @topic, @attempts, @due)",
            "@id",
            "@consumer",
            "@topic",
            "@attempts",
            "@due");
        _resume = Prepare("DELETE FROM postponed WHERE id = @id AND consumer = @consumer", "@id", "@consumer");
        _removeRead = Prepare(
            """
            DELETE FROM messages WHERE id IN (
                SELECT id FROM messages
                WHERE topic = @topic AND id <= @position AND NOT EXISTS (SELECT 1 FROM postponed WHERE postponed.id = messages.id)
                ORDER BY id LIMIT @count)
            """,
            "@topic",
            "@position",
            "@count");

        // Messages are as old as their ids are low, so that the search ends at the first that is young enough.
        _removeOld = Prepare(
            """
            DELETE FROM messages WHERE id <= (
                SELECT MAX(id) FROM (SELECT id, published FROM messages ORDER BY id LIMIT @count) WHERE published < @before)
            """,
            "@count",
            "@before");
        _removeOrphans = Prepare("DELETE FROM postponed WHERE NOT EXISTS (SELECT 1 FROM messages WHERE messages.id = postponed.id)");
    }

    public void Insert(long id, string topic, PubSubMessage message, DateTimeOffset now)
        => Execute(
            _insert,
            id,
            topic,
            now.ToUnixTimeMilliseconds(),
            message.TimeToLive is { } ttl ? (now + ttl).ToUnixTimeMilliseconds() : DBNull.Value,
            message.ContentType is { } type ? type : DBNull.Value,
            message.Metadata.Count > 0 ? JsonSerializer.Serialize(message.Metadata) : DBNull.Value,
            message.Data);

    public void Move(string topic, string consumer, long position) => Execute(_move, topic, consumer, position);

    public void Postpone(string topic, string consumer, Postponed message)
        => Execute(_postpone, message.Id, consumer, topic, message.Attempts, message.Due);

    /// <summary>Forgets that a message was postponed.</summary>
    public void Resume(string consumer, long id) => Execute(_resume, id, consumer);

    /// <summary>How many were removed of those that everybody has read.</summary>
    public int RemoveRead(string topic, long position, int count) => Execute(_removeRead, topic, position, count);

    /// <summary>How many were removed of those from before a time.</summary>
    public int RemoveOld(DateTimeOffset before, int count)
    {
        var removed = Execute(_removeOld, count, before.ToUnixTimeMilliseconds());
        if (removed > 0)
            Execute(_removeOrphans);
        return removed;
    }

    public void Dispose()
    {
        foreach (var command in _all)
            command.Dispose();
    }

    private static int Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _all.Add(command);
        return command;
    }
}
