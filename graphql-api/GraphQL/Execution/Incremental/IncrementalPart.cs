using MusicGraph.GraphQL.DataLoader;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>Resolves what is delivered later; the <see cref="IncrementalExecution"/> that it belongs to drives it with others.</summary>
internal abstract class IncrementalPart(IncrementalExecution driver, BatchScheduler scheduler)
    : OperationExecution(driver.Request, driver.Variables, scheduler)
{
    private protected IncrementalExecution Driver => driver;

    /// <summary>Starts to resolve.</summary>
    public void Start()
    {
        Begin();
        if (!IsWaiting) driver.OnResolved(this);
    }

    /// <summary>Goes on below a field whose values have come.</summary>
    public void GoOn(FieldBatch batch)
    {
        Complete(batch);
        if (!IsWaiting) driver.OnResolved(this);
    }

    /// <summary>Writes what was resolved.</summary>
    public abstract void Deliver(DeliveryGraph graph);

    public override void OnCompleted(FieldBatch batch) => driver.OnCompleted(batch);

    private protected abstract void Begin();

    private protected override void OpenStreams(FieldBatch batch) => driver.OpenStreamsOf(batch);
}
