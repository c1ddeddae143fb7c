namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>A queued request: operations that are done together or not at all.</summary>
internal sealed class SqliteWrite(IReadOnlyList<StateOperation> operations)
{
    public IReadOnlyList<StateOperation> Operations { get; } = operations;

    /// <summary>Completes after the commit.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Failure { get; set; }
}
