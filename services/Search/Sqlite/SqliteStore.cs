using System.Collections.Concurrent;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>
/// Indexes as files of a folder; the file <c>current</c> says which of them answers. The folder belongs to one process.
/// </summary>
internal sealed class SqliteStore(string folder) : IIndexStore
{
    private const string Pattern = "index-*.db*";

    private readonly SemaphoreSlim _changing = new(1, 1);
    private FileStream? _lock;
    private volatile SqliteIndex? _current;
    private volatile Build? _build;

    public DateTimeOffset? BuiltAt => Current.BuiltAt;

    private SqliteIndex Current => _current ?? throw new InvalidOperationException("The index is not open yet.");

    private string Pointer => Path.Combine(folder, "current");

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        _lock ??= Lock();
        var name = File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : "";
        var path = Path.Combine(folder, Path.GetFileName(name));
        _current = File.Exists(path) ? SqliteIndex.Open(path) : null;
        foreach (var file in Directory.EnumerateFiles(folder, Pattern).Where(file => _current is null || !file.StartsWith(path, StringComparison.Ordinal)))
            File.Delete(file);
        if (_current is null)
        {
            _current = SqliteIndex.Open(NewPath())!;
            Point(_current);
        }

        return Task.CompletedTask;
    }

    public async ValueTask<IIndexReader> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var index = Current;
            try
            {
                return await index.ReadAsync(cancellationToken);
            }
            catch (ObjectDisposedException) when (index != _current)
            {
                // Another has taken its place.
            }
        }
    }

    public async Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await Current.WriteAsync(changes, cancellationToken);
            _build?.Meanwhile.Enqueue(changes);
        }
        finally
        {
            _changing.Release();
        }
    }

    public async Task<IIndexBuild?> BuildAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_build is not null)
                return null;
            return _build = new Build(this, SqliteIndex.Open(NewPath(), isFilling: true, Current)!);
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_build is { } build)
            await build.DisposeAsync();
        if (_current is { } current)
            await current.DisposeAsync();
        _lock?.Dispose();
    }

    /// <exception cref="InvalidOperationException">Another process has the folder.</exception>
    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(
                $"The search index in {folder} is in use by another process; several replicas need SearchConnectionString.", error);
        }
    }

    private string NewPath() => Path.Combine(folder, $"index-{Guid.CreateVersion7():N}.db");

    /// <summary>Replaces the pointer whole or not at all.</summary>
    private void Point(SqliteIndex index)
    {
        File.WriteAllText(Pointer + ".new", Path.GetFileName(index.Path));
        File.Move(Pointer + ".new", Pointer, overwrite: true);
    }

    private static void Delete(SqliteIndex index)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(index.Path + suffix);
    }

    private sealed class Build(SqliteStore store, SqliteIndex index) : IIndexBuild
    {
        private bool _isFinished;

        /// <summary>What was written to the index that answers; it is not lost with this, which is thrown away if the process ends.</summary>
        public ConcurrentQueue<IReadOnlyList<DocumentChange>> Meanwhile { get; } = [];

        public Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken) =>
            index.WriteAsync(changes, cancellationToken);

        public async Task FinishAsync(DateTimeOffset builtAt, CancellationToken cancellationToken)
        {
            await index.FinishAsync(builtAt, cancellationToken);
            await CatchUpAsync(cancellationToken);
            SqliteIndex old;
            await store._changing.WaitAsync(cancellationToken);
            try
            {
                await CatchUpAsync(cancellationToken);
                store.Point(index);
                old = store.Current;
                store._current = index;
                store._build = null;
                _isFinished = true;
            }
            finally
            {
                store._changing.Release();
            }

            await old.DisposeAsync();
            Delete(old);
        }

        public async ValueTask DisposeAsync()
        {
            if (_isFinished)
                return;
            store._build = null;
            await index.DisposeAsync();
            Delete(index);
        }

        private async Task CatchUpAsync(CancellationToken cancellationToken)
        {
            while (Meanwhile.TryDequeue(out var changes))
                await index.WriteAsync(changes, cancellationToken);
        }
    }
}
