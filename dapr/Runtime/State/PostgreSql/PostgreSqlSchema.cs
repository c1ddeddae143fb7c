using System.Globalization;
using Npgsql;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>Brings the tables to where this version of them is; daprd and this can do so side by side, and go on with each other's.</summary>
/// <remarks>components-contrib, <c>common/component/sql/migrations/postgres</c>.</remarks>
internal static class PostgreSqlSchema
{
    /// <exception cref="NpgsqlException">The server refuses something, or is not there.</exception>
    public static async Task EnsureAsync(NpgsqlDataSource source, PostgreSqlSettings settings, IPostgreSqlTable table, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await CreateMetadataAsync(connection, settings, cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"LOCK TABLE {settings.MetadataTable} IN SHARE ROW EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
        var done = await ReadDoneAsync(connection, settings, cancellationToken).ConfigureAwait(false);
        if (done >= table.Migrations.Count)
            return;

        foreach (var migration in table.Migrations.Skip(done))
            await ExecuteAsync(connection, migration, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(
            connection,
            $"INSERT INTO {settings.MetadataTable} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
            cancellationToken,
            settings.MigrationsKey,
            table.Migrations.Count.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task CreateMetadataAsync(NpgsqlConnection connection, PostgreSqlSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(
                connection,
                $"CREATE TABLE IF NOT EXISTS {settings.MetadataTable} (key text NOT NULL PRIMARY KEY, value text NOT NULL)",
                cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (
            error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject)
        {
            // Another made it between the server's look and its deed.
        }
    }

    private static async Task<int> ReadDoneAsync(NpgsqlConnection connection, PostgreSqlSettings settings, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT value FROM {settings.MetadataTable} WHERE key = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = settings.MigrationsKey } },
        };
        var value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return value is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var done) ? done : 0;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
