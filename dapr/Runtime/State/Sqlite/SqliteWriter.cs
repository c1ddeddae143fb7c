using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>
/// The one writer of a database. Requests that come while a commit is under way go into the next one together: a commit costs far more than
/// a write. Each request has a savepoint of its own, and is answered only after the commit it is in.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int BatchSize = 256;
    private const int QueueSize = 16 * 1024;

    private readonly SqliteStatements _statements;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<SqliteWrite> _queue = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly Task _loop;

    public SqliteWriter(SqliteConnection connection, SqliteSettings settings, TimeProvider time, ILogger logger)
    {
        _statements = new SqliteStatements(connection, settings.Table);
        _time = time;
        _logger = logger;

        // SQLite blocks, so the loop has a thread of its own and leaves the pool's alone.
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Queues operations that belong together; the task completes when they are durable.</summary>
    /// <remarks>Once queued they are done, whether the caller waits or not.</remarks>
    public async Task WriteAsync(IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite(operations);
        await _queue.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        await write.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Removes what has expired.</summary>
    public Task RemoveExpiredAsync(CancellationToken cancellationToken) => WriteAsync([], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _statements.Dispose();
    }

    private void Run()
    {
        var batch = new List<SqliteWrite>(BatchSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var write))
                batch.Add(write);

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<SqliteWrite> batch)
    {
        try
        {
            _statements.Begin();
            var now = _time.GetUtcNow();
            foreach (var write in batch)
                Apply(write, now);
            _statements.Commit();
        }
        catch (Exception error)
        {
            // A full disk or a database that somebody else holds, say: nothing of the batch is there, and the next may do better.
            LogFailed(_logger, error, batch.Count);
            Rollback();
            foreach (var write in batch)
                write.Failure = error;
        }

        foreach (var write in batch)
        {
            if (write.Failure is null)
                write.Done.SetResult();
            else
                write.Done.SetException(write.Failure);
        }
    }

    private void Apply(SqliteWrite write, DateTimeOffset now)
    {
        if (write.Operations.Count == 0)
        {
            _statements.RemoveExpired(now);
            return;
        }

        if (write.Operations.Count == 1)
        {
            // One statement is atomic by itself.
            if (!_statements.Execute(write.Operations[0], now))
                write.Failure = new ETagMismatchException();
            return;
        }

        _statements.Savepoint();
        for (var i = 0; i < write.Operations.Count; i++)
        {
            if (_statements.Execute(write.Operations[i], now))
                continue;

            write.Failure = new ETagMismatchException();
            _statements.RollbackToSavepoint();
            break;
        }

        _statements.ReleaseSavepoint();
    }

    private void Rollback()
    {
        try
        {
            _statements.Rollback();
        }
        catch (SqliteException error)
        {
            // SQLite has rolled back by itself after some errors; then there is nothing left to do.
            LogRollback(_logger, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Committing {Count} writes failed.")]
    private static partial void LogFailed(ILogger logger, Exception error, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "There was nothing to roll back.")]
    private static partial void LogRollback(ILogger logger, Exception error);
}
