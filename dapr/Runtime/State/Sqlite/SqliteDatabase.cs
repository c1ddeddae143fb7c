using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>
/// An open file: one connection that writes with group commit, and several that read. Components on the same file share it, so that their
/// writes go into commits together in place of waiting for each other's lock, which SQLite does by sleeping.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<(SqliteSettings, TimeProvider), SqliteDatabase> s_open = [];

    private readonly (SqliteSettings Settings, TimeProvider Time) _key;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly SemaphoreSlim _readerSlots;
    private int _users = 1;

    private SqliteDatabase((SqliteSettings Settings, TimeProvider Time) key, SqliteConnection connection, ILogger logger)
    {
        _key = key;
        _connection = connection;
        _writer = new SqliteWriter(connection, key.Settings, key.Time, logger);

        // A read is short and holds a processor, so more readers than processors would only wait for each other.
        _readerSlots = new SemaphoreSlim(Math.Max(2, Environment.ProcessorCount));
    }

    /// <summary>Opens a file, or shares it with whoever in this process has it open with the same settings.</summary>
    /// <exception cref="SqliteException">It is no database, or somebody holds it.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static SqliteDatabase Open(SqliteSettings settings, TimeProvider time, ILogger logger)
    {
        var key = (settings with { CleanupInterval = TimeSpan.Zero }, time);
        lock (s_lock)
        {
            if (s_open.TryGetValue(key, out var open))
            {
                open._users++;
                return open;
            }

            var database = new SqliteDatabase(key, Connect(settings), logger);
            s_open.Add(key, database);
            return database;
        }
    }

    /// <summary>Reads with one of the connections; the value that <paramref name="read"/> is given is for it alone.</summary>
    public async ValueTask<TResult> ReadAsync<TArgument, TResult>(
        Func<SqliteReader, TArgument, DateTimeOffset, TResult> read, TArgument argument, CancellationToken cancellationToken)
    {
        await _readerSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = _readers.TryTake(out var free) ? free : new SqliteReader(_key.Settings);
            try
            {
                return read(reader, argument, _key.Time.GetUtcNow());
            }
            finally
            {
                _readers.Add(reader);
            }
        }
        finally
        {
            _readerSlots.Release();
        }
    }

    /// <inheritdoc cref="SqliteWriter.WriteAsync"/>
    public Task WriteAsync(IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken) => _writer.WriteAsync(operations, cancellationToken);

    /// <inheritdoc cref="SqliteWriter.RemoveExpiredAsync"/>
    public Task RemoveExpiredAsync(CancellationToken cancellationToken) => _writer.RemoveExpiredAsync(cancellationToken);

    /// <summary>Closes the file once nobody has it open any more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (s_lock)
        {
            if (--_users > 0)
                return;
            s_open.Remove(_key);
        }

        await _writer.DisposeAsync().ConfigureAwait(false);
        foreach (var reader in _readers)
            reader.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        _readerSlots.Dispose();
    }

    private static SqliteConnection Connect(SqliteSettings settings)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(settings.Path)!);
        var isNew = !File.Exists(settings.Path);
        var connection = new SqliteConnection(settings.ConnectionString(SqliteOpenMode.ReadWriteCreate));
        try
        {
            connection.Open();
            if (isNew)
                KeepForOwner(settings.Path);
            SqliteSchema.Ensure(connection, settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
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
}
