using Microsoft.Data.Sqlite;

namespace MusicGraph.EndToEnd.Faults;

/// <summary>What a host that died has left in the files of <c>components/local</c>.</summary>
internal static class Outbox
{
    /// <summary>How many writes stand in the store whose event was not published: the host died between the two.</summary>
    public static long Unpublished(string data)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "musicgraph.db"), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            ATTACH @broker AS broker;
            SELECT COUNT(*) FROM state WHERE key LIKE 'outbox-%'
            AND NOT EXISTS (SELECT 1 FROM broker.messages WHERE topic NOT LIKE '%outbox' AND instr(CAST(data AS TEXT), key) > 0)
            """;
        command.Parameters.AddWithValue("@broker", Path.Combine(data, "pubsub.db"));
        return (long)command.ExecuteScalar()!;
    }
}
