using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Sqlite;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>The one writer of a database. Each request has a savepoint of its own.</summary>
internal sealed class SqliteWriter : GroupCommit<SqliteStatements>
{
    private const int BatchSize = 256;

    private readonly TimeProvider _time;

    public SqliteWriter(SqliteConnection connection, SqliteSettings settings, TimeProvider time, ILogger logger)
        : base(connection, new SqliteStatements(connection, settings.Table), BatchSize, Timeout.InfiniteTimeSpan, logger)
    {
        _time = time;
        Start();
    }

    /// <summary>Queues operations that belong together; the task completes when they are durable.</summary>
    /// <remarks>Once queued they are done, whether the caller waits or not.</remarks>
    public Task WriteAsync(IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken)
        => QueueAsync(new SqliteWrite(operations, _time), cancellationToken);

    /// <summary>Removes what has expired.</summary>
    public Task RemoveExpiredAsync(CancellationToken cancellationToken) => WriteAsync([], cancellationToken);
}
