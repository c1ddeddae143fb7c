using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.PubSub;
using Npgsql;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary><c>state.postgresql</c>, versions 1 and 2, in daprd's tables. What is acknowledged is committed.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/.</remarks>
internal sealed partial class PostgreSqlStateStore : IStateStore
{
    private const int MaxAttempts = 10;

    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500));

    private readonly NpgsqlDataSource _source;
    private readonly IPostgreSqlTable _table;
    private readonly ILogger _logger;
    private readonly ITimer? _cleanup;

    private PostgreSqlStateStore(NpgsqlDataSource source, IPostgreSqlTable table, PostgreSqlSettings settings, ComponentContext context)
    {
        _source = source;
        _table = table;
        _logger = context.Logger;
        if (settings.CleanupInterval > TimeSpan.Zero)
            _cleanup = context.Time.CreateTimer(_ => _ = RemoveExpiredAsync(), null, settings.CleanupInterval, settings.CleanupInterval);
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <exception cref="DaprConfigurationException">The metadata is wrong, or the database cannot be used.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = PostgreSqlSettings.Read(context);
        IPostgreSqlTable table = context.Definition.Version == "v1" ? new PostgreSqlTable1(settings.Table) : new PostgreSqlTable2(settings.Table);
        var source = NpgsqlDataSource.Create(settings.ConnectionString);
        context.Server = $"the database at {settings.Server}";
        try
        {
            await PostgreSqlSchema.EnsureAsync(source, settings, table, cancellationToken).ConfigureAwait(false);
            return new PostgreSqlStateStore(source, table, settings, context);
        }
        catch (Exception error)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            if (error is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refusal)
                throw context.Definition.Error($"{context.Server} refuses metadata field 'connectionString': {refusal.MessageText}", error);
            if (error is NpgsqlException or TimeoutException)
                throw context.Definition.Error($"{context.Server} cannot be used: {error.Message}", error);
            throw;
        }
    }

    public async ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
        => (await GetAsync([key], options, cancellationToken).ConfigureAwait(false))[0];

    public async ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
    {
        var found = await RetryAsync(() => SelectAsync([.. keys], cancellationToken), IsTransient, cancellationToken).ConfigureAwait(false);
        var entries = new StateEntry?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = found.GetValueOrDefault(keys[i]);
        return entries;
    }

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
        => ExecuteTransactionAsync([operation], Empty.Metadata, cancellationToken);

    public async Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        if (operations.Count == 0)
            return;

        // Two transactions that lock the same rows in another order, one of which the server gave up: nothing of it was done.
        await RetryAsync(
            async () =>
            {
                await TransactAsync(operations, cancellationToken).ConfigureAwait(false);
                return true;
            },
            error => error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cleanup is not null)
            await _cleanup.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    // A connection that broke, or a server that is not there yet: a read can be asked for again.
    private static bool IsTransient(Exception error) => error is NpgsqlException { IsTransient: true };

    private static async Task<T> RetryAsync<T>(Func<Task<T>> run, Func<Exception, bool> isRepeatable, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (Exception error) when (attempt < MaxAttempts && isRepeatable(error))
            {
                await Task.Delay(s_backoff.After(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Dictionary<string, StateEntry>> SelectAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(_table.Select);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, StateEntry>(keys.Length, StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
            found[row.GetString(0)] = _table.ReadEntry(row);
        return found;
    }

    private async Task TransactAsync(IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var operation in operations)
            batch.BatchCommands.Add(_table.Command(operation));

        if (operations.Count == 1)
        {
            // One statement is a transaction by itself.
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            EnsureFit(operations, batch);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        batch.Transaction = transaction;
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        EnsureFit(operations, batch);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void EnsureFit(IReadOnlyList<StateOperation> operations, NpgsqlBatch batch)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            var mayChangeNothing = operations[i] is { IsDelete: true, ETag: null };
            if (!mayChangeNothing && batch.BatchCommands[i].RecordsAffected != 1)
                throw new ETagMismatchException();
        }
    }

    private async Task RemoveExpiredAsync()
    {
        try
        {
            await using var command = _source.CreateCommand(_table.DeleteExpired);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException)
        {
            LogCleanupFailed(_logger, error); // The next one does it; until then nobody sees what has run out.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has run out could not be removed.")]
    private static partial void LogCleanupFailed(ILogger logger, Exception error);
}
