namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Decides when collected keys are fetched. One for each request (scoped); without an execution it fetches at once.</summary>
public interface IBatchScheduler
{
    /// <summary>Runs <paramref name="dispatch"/> when nothing else in the request can progress.</summary>
    void Schedule(Func<ValueTask> dispatch);
}
