namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>Something that the writer does inside a transaction.</summary>
internal abstract class BrokerWrite
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes after the commit, or faults where there was none.</summary>
    public Task Done => _done.Task;

    public abstract void Apply(MessageStatements statements);

    /// <summary>On the writer's thread, once it is on disk.</summary>
    public virtual void Committed() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);
}
