using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>
/// An index in one SQLite file. One connection writes and others read at the same time (WAL); what was written when a call returns outlives a
/// power cut.
/// </summary>
internal sealed class SqliteIndex : IAsyncDisposable
{
    private readonly string _path;
    private readonly SqliteGenres _genres = new();
    private readonly SqliteTraits _traits = new();
    private SqliteWriter _writer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private volatile bool _closed;
    private readonly int _mostReaders = Math.Max(2, Environment.ProcessorCount);

    private SqliteIndex(string path, SqliteConnection connection)
    {
        _path = path;
        _genres.Load(connection);
        _traits.Load(connection);
        _writer = new SqliteWriter(connection, _genres, _traits);
        _reading = new SemaphoreSlim(_mostReaders, _mostReaders);
    }

    /// <summary>Opens the index in a file, or makes one. Null if what is there is no index of this version.</summary>
    /// <param name="before">The index that it is to take the place of: what was removed there of late stays removed.</param>
    /// <param name="isFilling">Whether it is a new one that is to take in very many documents before <see cref="FinishAsync"/>.</param>
    public static SqliteIndex? Open(string path, bool isFilling = false, SqliteIndex? before = null)
    {
        var isNew = !File.Exists(path);
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (isNew)
            {
                Execute(connection, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
                Execute(connection, $"BEGIN; {SqliteSchema.Create} PRAGMA user_version = {SqliteSchema.Version}; COMMIT;");
            }
            else if (Scalar(connection, "PRAGMA user_version") != SqliteSchema.Version)
            {
                connection.Dispose();
                return null;
            }

            Execute(connection, isFilling ? "PRAGMA synchronous = OFF; PRAGMA cache_size = -131072" : "PRAGMA synchronous = FULL");
            var index = new SqliteIndex(path, connection);
            index.BuiltAt = index._writer.BuiltAt;
            if (isFilling)
                index._writer.BeginFilling(before?.Path);
            else
                index._writer.Forget();
            return index;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Its file.</summary>
    public string Path => _path;

    /// <summary>When it was built; null while it is not.</summary>
    public DateTimeOffset? BuiltAt { get; private set; }

    /// <summary>Makes the changes, all or none; see <see cref="IIndexStore.WriteAsync"/>.</summary>
    public async Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _writer.Write(changes);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends the filling of a new index; it may be written to meanwhile and afterwards.</summary>
    public async Task FinishAsync(DateTimeOffset builtAt, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _writer.EndFilling(builtAt);
            // Writing is slower right after a build than after a restart, for a reason that is not known; a new connection leaves behind what the
            // old one, with FTS5's tables in memory, kept of the build, and also sees what SqliteLevels changes.
            _writer.Dispose();
            var connection = Connect(_path, SqliteOpenMode.ReadWrite);
            SqliteLevels.Raise(connection);
            Execute(connection, "PRAGMA synchronous = FULL");
            _writer = new SqliteWriter(connection, _genres, _traits);
            BuiltAt = builtAt;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A reader of the documents as they are now.</summary>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public async ValueTask<IIndexReader> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_readers.TryTake(out var reader))
                reader = new SqliteReader(Connect(_path, SqliteOpenMode.ReadWrite), _genres, _traits, Release);
            reader.Begin();
            return reader;
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException)
        {
            _reading.Release();
            throw;
        }
    }

    /// <summary>Waits for those who read and write, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        for (var i = 0; i < _mostReaders; i++)
            await _reading.WaitAsync();
        foreach (var reader in _readers)
            reader.Dispose();
        _writer.Dispose();
        _closed = true;
        _reading.Release(_mostReaders);
        _writing.Release();
    }

    private void Release(SqliteReader reader)
    {
        _readers.Add(reader);
        _reading.Release();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 10000; PRAGMA mmap_size = 2147418112; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
