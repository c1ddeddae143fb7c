using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>
/// The one writer of a broker's file. What is queued while a commit is under way goes into the next one together, with the positions that
/// consumers have reached meanwhile: a commit is flushed to disk, which costs far more than a row.
/// </summary>
internal sealed partial class MessageWriter : IAsyncDisposable
{
    private const int BatchSize = 1024;
    private const int QueueSize = 16 * 1024;

    // How long positions may wait for a commit that is made anyway. What is read again after a crash is bounded by it.
    private static readonly TimeSpan s_positionDelay = TimeSpan.FromMilliseconds(50);

    private readonly MessageStatements _statements;
    private readonly ConsumerGroups _groups;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<BrokerWrite> _queue = Channel.CreateBounded<BrokerWrite>(new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private readonly ConcurrentDictionary<ConsumerGroup, bool> _moved = new();
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private readonly Thread _thread;
    private long _lastId;

    public MessageWriter(
        SqliteConnection connection, TimeSpan retention, ConsumerGroups groups, long lastId, TimeProvider time, ILogger logger)
    {
        _statements = new MessageStatements(connection);
        _groups = groups;
        _retention = retention;
        _lastId = lastId;
        _time = time;
        _logger = logger;

        // SQLite blocks, so the loop has a thread of its own and leaves the pool's alone.
        _thread = new Thread(Run) { IsBackground = true, Name = "pubsub.embedded" };
        _thread.Start();
    }

    /// <exception cref="PubSubException">It could not be written.</exception>
    public Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
        => WriteAsync(new Publication(this, topic, message), cancellationToken);

    /// <summary>Adds a subscription to a consumer; the consumer's messages begin here where it is new.</summary>
    /// <exception cref="PubSubException">It could not be written.</exception>
    public async Task<ConsumerGroup> JoinAsync(PubSubSubscription subscription, CancellationToken cancellationToken)
    {
        var join = new Joining(this, subscription);
        await WriteAsync(join, cancellationToken).ConfigureAwait(false);
        return join.Group!;
    }

    public Task LeaveAsync(ConsumerGroup group) => WriteAsync(new Leaving(this, group), CancellationToken.None);

    public Task PostponeAsync(ConsumerGroup group, Postponed message) => WriteAsync(new Postponement(group, message), CancellationToken.None);

    /// <summary>Says that a consumer is done with a message; the disk learns of it soon.</summary>
    public void Finish(ConsumerGroup group, StoredMessage message)
    {
        group.Finish(message);
        if (message.IsPostponed)
            _queue.Writer.TryWrite(new Resumption(group, message.Id));
        else if (!group.IsEphemeral)
            _moved[group] = true;
    }

    /// <summary>Begins to remove what nobody needs any more.</summary>
    public void CleanUp() => _queue.Writer.TryWrite(new Cleaning(this));

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.Run(_thread.Join).ConfigureAwait(false);
        _statements.Dispose();
    }

    private async Task WriteAsync(BrokerWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
            await write.Done.ConfigureAwait(false); // Once queued it is done, whether the caller waits or not.
        }
        catch (SqliteException error)
        {
            throw new PubSubException(error.Message, error);
        }
        catch (ChannelClosedException error)
        {
            throw new PubSubException("the broker is closed", error);
        }
    }

    private void Run()
    {
        var batch = new List<BrokerWrite>(BatchSize);
        while (WaitForWork())
        {
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var write))
                batch.Add(write);

            Commit(batch);
            batch.Clear();
        }

        Commit(batch);
    }

    /// <summary>False when there is nothing more to come.</summary>
    private bool WaitForWork()
    {
        var work = _queue.Reader.WaitToReadAsync().AsTask();
        while (!work.Wait(s_positionDelay))
        {
            if (!_moved.IsEmpty)
                Commit([]);
        }

        return work.Result;
    }

    private void Commit(List<BrokerWrite> batch)
    {
        var moved = _moved.Keys.ToList();
        foreach (var group in moved)
            _moved.TryRemove(group, out _);
        var lastId = _lastId;
        try
        {
            _statements.Begin();
            foreach (var write in batch)
                write.Apply(_statements);
            foreach (var group in moved)
                _statements.Move(group.Topic, group.Consumer, group.Position);
            _statements.Commit();
        }
        catch (Exception error)
        {
            // A full disk, say: nothing of the batch is there, and the next may do better.
            LogFailed(_logger, error, batch.Count);
            Rollback();
            _lastId = lastId;
            _topics.Clear();
            foreach (var group in moved)
                _moved[group] = true;
            foreach (var write in batch)
                write.Fail(error);
            return;
        }

        foreach (var write in batch)
            write.Committed();
        foreach (var topic in _topics)
        {
            foreach (var group in _groups.Of(topic))
                group.Signal();
        }

        _topics.Clear();
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
