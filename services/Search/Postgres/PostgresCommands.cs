using Npgsql;

namespace MusicGraph.Search.Postgres;

internal static class PostgresCommands
{
    /// <summary>A command with positional parameters.</summary>
    public static NpgsqlCommand Of(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Of(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
