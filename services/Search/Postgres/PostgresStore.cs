using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;
using Npgsql;

namespace MusicGraph.Search.Postgres;

/// <summary>
/// Indexes in a PostgreSQL database that replicas share: whoever writes, writes to the index that answers and to the one that is being built,
/// whoever builds it. An index that no longer answers is dropped when the next is built, once nobody reads it any more.
/// </summary>
internal sealed class PostgresStore(string connectionString) : IIndexStore
{
    // Any number, the same for all replicas.
    private const long BuildLock = 0x6D67_7365_6172_6368;
    private const int ReadLocks = 0x6D67_5F73;
    private const int MostAttempts = 5;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public DateTimeOffset? BuiltAt { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Replicas start together.
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, BuildLock + 1);
        await ExecuteAsync(connection, PostgresSchema.Common, cancellationToken);
        if (await FindStateAsync(connection, "", cancellationToken) is null)
        {
            await ExecuteAsync(connection, PostgresSchema.Create(1), cancellationToken);
            await ExecuteAsync(connection, "INSERT INTO musicgraph_search.state (answering) VALUES (1)", cancellationToken);
        }

        await ExecuteAsync(
            connection,
            $"DELETE FROM {PostgresSchema.Of((await StateAsync(connection, "", cancellationToken)).Answering)}.gone WHERE at < now() - interval '7 days'",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask<IIndexReader> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            var state = await StateAsync(connection, "", cancellationToken);
            while (true)
            {
                // Nobody drops an index that somebody reads.
                var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock_shared($1, $2)", cancellationToken, ReadLocks, state.Answering);
                var after = await StateAsync(connection, "", cancellationToken);
                if (after.Answering == state.Answering)
                    return new PostgresReader(connection, transaction, state.Answering);
                await transaction.DisposeAsync();
                state = after;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async connection =>
            {
                // Until this is written, another index cannot begin to answer.
                var state = await StateAsync(connection, "FOR SHARE", cancellationToken);
                await new PostgresWriter(connection, state.Answering).WriteAsync(changes, cancellationToken);
                if (state.Building is { } building)
                    await new PostgresWriter(connection, building).WriteAsync(changes, cancellationToken);
            },
            cancellationToken);

    public async Task<IIndexBuild?> BuildAsync(CancellationToken cancellationToken)
    {
        // The lock is the connection's: it goes with a process that dies.
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using (var command = PostgresCommands.Of(connection, "SELECT pg_try_advisory_lock($1)", BuildLock))
            {
                if (await command.ExecuteScalarAsync(cancellationToken) is not true)
                {
                    await connection.DisposeAsync();
                    return null;
                }
            }

            return new Build(this, connection, await BeginAsync(connection, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<int> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var state = await StateAsync(connection, "FOR UPDATE", cancellationToken);
        for (var old = Math.Max(1, state.Answering - 2); old <= (state.Building ?? state.Answering); old++)
        {
            if (old == state.Answering)
                continue;
            await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1, $2)", cancellationToken, ReadLocks, old);
            await ExecuteAsync(connection, $"DROP SCHEMA IF EXISTS {PostgresSchema.Of(old)} CASCADE", cancellationToken);
        }

        var number = (state.Building ?? state.Answering) + 1;
        await ExecuteAsync(connection, PostgresSchema.Create(number), cancellationToken);
        await ExecuteAsync(
            connection, $"INSERT INTO {PostgresSchema.Of(number)}.gone SELECT * FROM {PostgresSchema.Of(state.Answering)}.gone", cancellationToken);
        await ExecuteAsync(connection, "UPDATE musicgraph_search.state SET building = $1", cancellationToken, number);
        await transaction.CommitAsync(cancellationToken);
        return number;
    }

    /// <summary>Again where another writer was in the way.</summary>
    private async Task InTransactionAsync(Func<NpgsqlConnection, Task> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            try
            {
                await write(connection);
                await transaction.CommitAsync(cancellationToken);
                return;
            }
            catch (PostgresException error) when (attempt < MostAttempts
                && error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation)
            {
                await transaction.RollbackAsync(cancellationToken);
            }
        }
    }

    private async Task<State> StateAsync(NpgsqlConnection connection, string how, CancellationToken cancellationToken) =>
        await FindStateAsync(connection, how, cancellationToken) ?? throw new InvalidOperationException("The index is not open yet.");

    private async Task<State?> FindStateAsync(NpgsqlConnection connection, string how, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT answering, building, built_at FROM musicgraph_search.state {how}", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        BuiltAt = row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2);
        return new State(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetInt32(1));
    }

    private static Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values) =>
        PostgresCommands.ExecuteAsync(connection, sql, values, cancellationToken);

    private sealed record State(int Answering, int? Building);

    private sealed class Build(PostgresStore store, NpgsqlConnection connection, int number) : IIndexBuild
    {
        private bool _isFinished;

        public Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken) =>
            store.InTransactionAsync(writing => new PostgresWriter(writing, number).WriteAsync(changes, cancellationToken), cancellationToken);

        public async Task FinishAsync(DateTimeOffset builtAt, CancellationToken cancellationToken)
        {
            await ExecuteAsync(connection, $"ANALYZE {PostgresSchema.Of(number)}.doc, {PostgresSchema.Of(number)}.word", cancellationToken);
            await ExecuteAsync(
                connection,
                "UPDATE musicgraph_search.state SET answering = $1, building = NULL, built_at = $2",
                cancellationToken,
                number,
                builtAt.ToUniversalTime());
            store.BuiltAt = builtAt;
            _isFinished = true;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_isFinished)
            {
                await ExecuteAsync(connection, "UPDATE musicgraph_search.state SET building = NULL", CancellationToken.None);
                await ExecuteAsync(connection, $"DROP SCHEMA IF EXISTS {PostgresSchema.Of(number)} CASCADE", CancellationToken.None);
            }

            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None, BuildLock);
            await connection.DisposeAsync();
        }
    }
}
