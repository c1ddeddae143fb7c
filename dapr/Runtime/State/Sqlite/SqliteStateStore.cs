using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary><c>state.sqlite</c>: a file, written by one connection with group commit and read by several.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-sqlite/.</remarks>
internal sealed class SqliteStateStore : IStateStore
{
    private readonly SqliteSettings _settings;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly SemaphoreSlim _readerSlots;
    private readonly ITimer? _cleanup;

    private SqliteStateStore(SqliteSettings settings, SqliteConnection connection, ComponentContext context)
    {
        _settings = settings;
        _connection = connection;
        _time = context.Time;
        _writer = new SqliteWriter(connection, settings, context.Time, context.Logger);

        // A read is short and holds a processor, so more readers than processors would only wait for each other.
        _readerSlots = new SemaphoreSlim(Math.Max(2, Environment.ProcessorCount));
        if (settings.CleanupInterval > TimeSpan.Zero)
            _cleanup = context.Time.CreateTimer(_ => _ = _writer.RemoveExpiredAsync(CancellationToken.None), null, settings.CleanupInterval, settings.CleanupInterval);
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the file cannot be opened.</exception>
    public static SqliteStateStore Open(ComponentContext context)
    {
        var settings = SqliteSettings.Read(context);
        SqliteConnection? connection = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.Path)!);
            var isNew = !File.Exists(settings.Path);
            connection = new SqliteConnection(settings.ConnectionString(SqliteOpenMode.ReadWriteCreate));
            connection.Open();
            if (isNew)
                KeepForOwner(settings.Path);
            SqliteSchema.Ensure(connection, settings);
            return new SqliteStateStore(settings, connection, context);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw context.Definition.Error($"the database {settings.Path} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>
    /// State may hold what the machine's other users must not read, such as keys that tokens are signed with. SQLite gives the
    /// files it puts beside the database the same mode.
    /// </summary>
    private static void KeepForOwner(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
    {
        await _readerSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        var reader = Rent();
        try
        {
            return reader.Get(key, _time.GetUtcNow());
        }
        finally
        {
            Return(reader);
        }
    }

    public async ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, StateEntry>(keys.Count, StringComparer.Ordinal);
        await _readerSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        var reader = Rent();
        try
        {
            reader.Get(keys, _time.GetUtcNow(), found);
        }
        finally
        {
            Return(reader);
        }

        var entries = new StateEntry?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = found.GetValueOrDefault(keys[i]);
        return entries;
    }

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken) => _writer.WriteAsync([operation], cancellationToken);

    public Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => operations.Count == 0 ? Task.CompletedTask : _writer.WriteAsync(operations, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cleanup is not null)
            await _cleanup.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        foreach (var reader in _readers)
            reader.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        _readerSlots.Dispose();
    }

    private SqliteReader Rent()
    {
        try
        {
            return _readers.TryTake(out var reader) ? reader : new SqliteReader(_settings);
        }
        catch
        {
            _readerSlots.Release();
            throw;
        }
    }

    private void Return(SqliteReader reader)
    {
        _readers.Add(reader);
        _readerSlots.Release();
    }
}
