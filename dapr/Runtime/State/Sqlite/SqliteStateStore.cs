using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary><c>state.sqlite</c>: a file, which components may share.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-sqlite/.</remarks>
internal sealed class SqliteStateStore : IStateStore
{
    private readonly SqliteDatabase _database;
    private readonly ITimer? _cleanup;

    private SqliteStateStore(SqliteDatabase database, TimeSpan cleanupInterval, TimeProvider time)
    {
        _database = database;
        if (cleanupInterval > TimeSpan.Zero)
            _cleanup = time.CreateTimer(_ => _ = database.RemoveExpiredAsync(CancellationToken.None), null, cleanupInterval, cleanupInterval);
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the file cannot be opened.</exception>
    public static SqliteStateStore Open(ComponentContext context)
    {
        var settings = SqliteSettings.Read(context);
        try
        {
            return new SqliteStateStore(SqliteDatabase.Open(settings, context.Time, context.Logger), settings.CleanupInterval, context.Time);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw context.Definition.Error($"the database {settings.Path} cannot be opened: {error.Message}", error);
        }
    }

    public ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
        => _database.ReadAsync(static (reader, key, now) => reader.Get(key, now), key, cancellationToken);

    public ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
        => _database.ReadAsync(static (reader, keys, now) => reader.Get(keys, now), keys, cancellationToken);

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken) => _database.WriteAsync([operation], cancellationToken);

    public Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => operations.Count == 0 ? Task.CompletedTask : _database.WriteAsync(operations, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cleanup is not null)
            await _cleanup.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
