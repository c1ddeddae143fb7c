using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>The table of version 1: values are <c>jsonb</c>, which keeps their meaning but not their bytes, and the etag is the row's <c>xmin</c>.</summary>
/// <remarks>components-contrib, <c>state/postgresql/v1</c> and <c>common/component/postgresql/v1</c>.</remarks>
internal sealed class PostgreSqlTable1(string table) : IPostgreSqlTable
{
    private const string Alive = "(expiredate IS NULL OR expiredate >= CURRENT_TIMESTAMP)";
    private const string Expires = "CURRENT_TIMESTAMP + make_interval(secs => $3)";

    private readonly string _upsert = $"""
        INSERT INTO {table} AS t (key, value, isbinary, expiredate) VALUES ($1, $2, FALSE, {Expires})
        ON CONFLICT (key) DO UPDATE SET value = $2, isbinary = FALSE, updatedate = CURRENT_TIMESTAMP, expiredate = {Expires}
        """;

    private readonly string _update = $"""
        UPDATE {table} SET value = $2, isbinary = FALSE, updatedate = CURRENT_TIMESTAMP, expiredate = {Expires}
        WHERE key = $1 AND xmin = $4 AND {Alive}
        """;

    public IReadOnlyList<string> Migrations { get; } =
    [
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            key text NOT NULL PRIMARY KEY,
            value jsonb NOT NULL,
            isbinary boolean NOT NULL,
            insertdate TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updatedate TIMESTAMP WITH TIME ZONE NULL
        )
        """,
        $"ALTER TABLE {table} ADD expiredate TIMESTAMP WITH TIME ZONE",
    ];

    public string Select { get; } = $"SELECT key, value, isbinary, xmin, expiredate FROM {table} WHERE key = ANY($1) AND {Alive}";

    public string DeleteExpired { get; } = $"DELETE FROM {table} WHERE expiredate IS NOT NULL AND expiredate < CURRENT_TIMESTAMP";

    public StateEntry ReadEntry(NpgsqlDataReader row)
    {
        var value = Encoding.UTF8.GetBytes(row.GetString(1));
        if (row.GetBoolean(2))
            value = Convert.FromBase64String(Encoding.ASCII.GetString(value.AsSpan()[1..^1])); // As daprd writes what came over gRPC: a JSON text.
        return new StateEntry(
            value, row.GetFieldValue<uint>(3).ToString(CultureInfo.InvariantCulture), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4));
    }

    public NpgsqlBatchCommand Command(StateOperation operation)
    {
        uint? etag = null;
        if (operation.ETag is not null)
        {
            if (!uint.TryParse(operation.ETag, NumberStyles.None, CultureInfo.InvariantCulture, out var xmin))
                throw new ETagInvalidException(operation.ETag);
            etag = xmin;
        }

        if (operation.Value is not { } value)
        {
            var delete = new NpgsqlBatchCommand(etag is null ? $"DELETE FROM {table} WHERE key = $1" : $"DELETE FROM {table} WHERE key = $1 AND xmin = $2 AND {Alive}");
            delete.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation.Key });
            if (etag is not null)
                delete.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = etag.Value, NpgsqlDbType = NpgsqlDbType.Xid });
            return delete;
        }

        var command = new NpgsqlBatchCommand(etag is not null ? _update : operation.FirstWrite ? $"{_upsert} WHERE t.expiredate < CURRENT_TIMESTAMP" : _upsert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Encoding.UTF8.GetString(value), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = operation.TimeToLive?.TotalSeconds ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        if (etag is not null)
            command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = etag.Value, NpgsqlDbType = NpgsqlDbType.Xid });
        return command;
    }
}
