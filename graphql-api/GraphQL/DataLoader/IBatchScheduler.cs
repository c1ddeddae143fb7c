namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Decides when collected keys are fetched. One for each request or event (scoped).</summary>
public interface IBatchScheduler
{
    /// <summary>Cancelled with the request that is being executed.</summary>
    CancellationToken RequestAborted { get; }

    /// <summary>The most keys that one fetch is asked for; more are fetched by several.</summary>
    int MaxBatchSize { get; }

    /// <summary>Has <paramref name="batch"/> dispatched once, when nothing else in the request can progress; at once outside of a request.</summary>
    void Schedule(IDispatchable batch);

    /// <summary>
    /// Between this and <see cref="EndCompletion"/> a batch hands out its values. The request goes on afterwards, so that all that was
    /// waiting for the batch can ask for more keys before the next batches are dispatched.
    /// </summary>
    void BeginCompletion();

    /// <inheritdoc cref="BeginCompletion"/>
    void EndCompletion();
}

/// <summary>A DataLoader with keys that wait to be fetched.</summary>
public interface IDispatchable
{
    /// <summary>Starts to fetch. Faults go to who waits for the values; nothing is thrown here.</summary>
    void Dispatch();
}
