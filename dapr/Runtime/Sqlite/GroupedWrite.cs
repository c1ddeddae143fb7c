namespace MusicGraph.Dapr.Runtime.Sqlite;

/// <summary>Something that a <see cref="GroupCommit{TStatements}"/> does inside a transaction.</summary>
internal abstract class GroupedWrite<TStatements>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes after the commit, or faults where there was none or this was no part of it.</summary>
    public Task Done => _done.Task;

    public abstract void Apply(TStatements statements);

    /// <summary>On the writer's thread, once it is on disk.</summary>
    public virtual void Committed() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);
}
