using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Sqlite;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>
/// The one writer of a broker's file. The positions that consumers have reached go into the commits of what is queued; each is flushed to
/// disk.
/// </summary>
internal sealed partial class MessageWriter : GroupCommit<MessageStatements>
{
    private const int BatchSize = 1024;

    // How long positions may wait for a commit that is made anyway. What is read again after a crash is bounded by it.
    private static readonly TimeSpan s_positionDelay = TimeSpan.FromMilliseconds(50);

    private readonly ConsumerGroups _groups;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ConsumerGroup, bool> _moved = new();
    private readonly List<ConsumerGroup> _moving = [];
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private long _lastId;
    private long _committedId;

    public MessageWriter(
        SqliteConnection connection, TimeSpan retention, ConsumerGroups groups, long lastId, TimeProvider time, ILogger logger)
        : base(connection, new MessageStatements(connection), BatchSize, s_positionDelay, logger)
    {
        _groups = groups;
        _retention = retention;
        _lastId = _committedId = lastId;
        _time = time;
        Start();
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
            TryQueue(new Resumption(group, message.Id));
        else if (!group.IsEphemeral)
            _moved[group] = true;
    }

    /// <summary>Begins to remove what nobody needs any more.</summary>
    public void CleanUp() => TryQueue(new Cleaning(this));

    protected override bool HasMore => !_moved.IsEmpty;

    private async Task WriteAsync(GroupedWrite<MessageStatements> write, CancellationToken cancellationToken)
    {
        try
        {
            await QueueAsync(write, cancellationToken).ConfigureAwait(false);
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

    protected override void ApplyMore(MessageStatements statements)
    {
        foreach (var group in _moved.Keys)
        {
            _moved.TryRemove(group, out _);
            _moving.Add(group);
            statements.Move(group.Topic, group.Consumer, group.Position);
        }
    }

    protected override void OnCommitted()
    {
        _committedId = _lastId;
        _moving.Clear();
        foreach (var topic in _topics)
        {
            foreach (var group in _groups.Of(topic))
                group.Signal();
        }

        _topics.Clear();
    }

    protected override void OnFailed()
    {
        _lastId = _committedId;
        _topics.Clear();
        foreach (var group in _moving)
            _moved[group] = true;
        _moving.Clear();
    }
}
