using Npgsql;
using NpgsqlTypes;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>The table of version 2: values are bytes, and the etag is a <c>uuid</c> of its own.</summary>
/// <remarks>components-contrib, <c>state/postgresql/v2</c>.</remarks>
internal sealed class PostgreSqlTable2(string table) : IPostgreSqlTable
{
    private const string Alive = "(expires_at IS NULL OR expires_at >= now())";
    private const string Expires = "now() + make_interval(secs => $3)";

    private readonly string _upsert = $"""
        INSERT INTO {table} AS t (key, value, etag, expires_at) VALUES ($1, $2, gen_random_uuid(), {Expires})
        ON CONFLICT (key) DO UPDATE SET value = $2, updated_at = now(), etag = gen_random_uuid(), expires_at = {Expires}
        """;

    private readonly string _update = $"""
        UPDATE {table} SET value = $2, updated_at = now(), etag = gen_random_uuid(), expires_at = {Expires}
        WHERE key = $1 AND etag = $4 AND {Alive}
        """;

    public IReadOnlyList<string> Migrations { get; } =
    [
        $"""
        CREATE TABLE {table} (
            key text NOT NULL PRIMARY KEY,
            value bytea NOT NULL,
            etag uuid NOT NULL DEFAULT gen_random_uuid(),
            created_at timestamp with time zone NOT NULL DEFAULT now(),
            updated_at timestamp with time zone,
            expires_at timestamp with time zone
        );
        CREATE INDEX ON {table} (expires_at)
        """,
    ];

    public string Select { get; } = $"SELECT key, value, etag, expires_at FROM {table} WHERE key = ANY($1) AND {Alive}";

    public string DeleteExpired { get; } = $"DELETE FROM {table} WHERE expires_at IS NOT NULL AND expires_at < now()";

    public StateEntry ReadEntry(NpgsqlDataReader row)
        => new(row.GetFieldValue<byte[]>(1), row.GetGuid(2).ToString(), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3));

    public NpgsqlBatchCommand Command(StateOperation operation)
    {
        Guid? etag = null;
        if (operation.ETag is not null)
        {
            if (!Guid.TryParse(operation.ETag, out var uuid))
                throw new ETagInvalidException(operation.ETag);
            etag = uuid;
        }

        if (operation.Value is not { } value)
        {
            var delete = new NpgsqlBatchCommand(etag is null ? $"DELETE FROM {table} WHERE key = $1" : $"DELETE FROM {table} WHERE key = $1 AND etag = $2 AND {Alive}");
            delete.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation.Key });
            if (etag is not null)
                delete.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = etag.Value });
            return delete;
        }

        var command = new NpgsqlBatchCommand(etag is not null ? _update : operation.FirstWrite ? $"{_upsert} WHERE t.expires_at < now()" : _upsert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation.Key });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = value });
        command.Parameters.Add(new NpgsqlParameter { Value = operation.TimeToLive?.TotalSeconds ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        if (etag is not null)
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = etag.Value });
        return command;
    }
}
