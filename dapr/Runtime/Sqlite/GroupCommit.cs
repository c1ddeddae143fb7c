using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.Sqlite;

/// <summary>
/// The one writer of a file. What is queued while a commit is under way goes into the next one together: a commit costs far more than a
/// row. Each write is answered only after the commit that it is in.
/// </summary>
/// <typeparam name="TStatements">What writes are done with; it is disposed of with this.</typeparam>
internal abstract partial class GroupCommit<TStatements> : IAsyncDisposable
    where TStatements : IDisposable
{
    private const int QueueSize = 16 * 1024;

    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly TStatements _statements;
    private readonly int _batchSize;
    private readonly TimeSpan _patience;
    private readonly ILogger _logger;
    private readonly Channel<GroupedWrite<TStatements>> _queue =
        Channel.CreateBounded<GroupedWrite<TStatements>>(new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly Thread _thread;

    /// <param name="batchSize">How many writes a commit has at the most.</param>
    /// <param name="patience">How long what is written besides (<see cref="HasMore"/>) waits for a commit that is made anyway; infinite where there is no such thing.</param>
    protected GroupCommit(SqliteConnection connection, TStatements statements, int batchSize, TimeSpan patience, ILogger logger)
    {
        _begin = Prepare(connection, "BEGIN IMMEDIATE");
        _commit = Prepare(connection, "COMMIT");
        _rollback = Prepare(connection, "ROLLBACK");
        _statements = statements;
        _batchSize = batchSize;
        _patience = patience;
        _logger = logger;

        // SQLite blocks, so the loop has a thread of its own and leaves the pool's alone.
        _thread = new Thread(Run) { IsBackground = true, Name = GetType().Name };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.Run(_thread.Join).ConfigureAwait(false);
        _statements.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }

    /// <summary>Begins to write, once who derives from this is whole.</summary>
    protected void Start() => _thread.Start();

    /// <summary>Queues a write and waits for its commit. Once queued it is done, whether the caller waits or not.</summary>
    /// <exception cref="ChannelClosedException">This was closed.</exception>
    protected async Task QueueAsync(GroupedWrite<TStatements> write, CancellationToken cancellationToken)
    {
        await _queue.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        await write.Done.ConfigureAwait(false);
    }

    /// <summary>Queues a write that nobody waits for; where there is no place, it is not done.</summary>
    protected void TryQueue(GroupedWrite<TStatements> write) => _queue.Writer.TryWrite(write);

    /// <summary>Whether there is something to write besides what is queued.</summary>
    protected virtual bool HasMore => false;

    /// <summary>Writes it, at the end of a transaction.</summary>
    protected virtual void ApplyMore(TStatements statements)
    {
    }

    /// <summary>After a commit and all that its writes do then.</summary>
    protected virtual void OnCommitted()
    {
    }

    /// <summary>After a transaction that was not: nothing of it is there.</summary>
    protected virtual void OnFailed()
    {
    }

    private void Run()
    {
        var batch = new List<GroupedWrite<TStatements>>(_batchSize);
        while (WaitForWork())
        {
            while (batch.Count < _batchSize && _queue.Reader.TryRead(out var write))
                batch.Add(write);

            Commit(batch);
            batch.Clear();
        }

        if (HasMore)
            Commit(batch);
    }

    /// <summary>False when there is nothing more to come.</summary>
    private bool WaitForWork()
    {
        var work = _queue.Reader.WaitToReadAsync().AsTask();
        while (!work.Wait(_patience))
        {
            if (HasMore)
                Commit([]);
        }

        return work.Result;
    }

    private void Commit(List<GroupedWrite<TStatements>> batch)
    {
        try
        {
            _begin.ExecuteNonQuery();
            foreach (var write in batch)
                write.Apply(_statements);
            ApplyMore(_statements);
            _commit.ExecuteNonQuery();
        }
        catch (Exception error)
        {
            // A full disk or a database that somebody else holds, say: nothing of the batch is there, and the next may do better.
            LogFailed(_logger, error, batch.Count);
            Rollback();
            OnFailed();
            foreach (var write in batch)
                write.Fail(error);
            return;
        }

        foreach (var write in batch)
            write.Committed();
        OnCommitted();
    }

    private void Rollback()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            // SQLite has rolled back by itself after some errors; then there is nothing left to do.
            LogRollback(_logger, error);
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Committing {Count} writes failed.")]
    private static partial void LogFailed(ILogger logger, Exception error, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "There was nothing to roll back.")]
    private static partial void LogRollback(ILogger logger, Exception error);
}
