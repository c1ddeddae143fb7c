namespace MusicGraph.Micro;

/// <summary>Keeps the batches until it is told to dispatch them.</summary>
internal sealed class HeldScheduler : IBatchScheduler
{
    private readonly List<IDispatchable> _scheduled = [];

    public CancellationToken RequestAborted => CancellationToken.None;
    public int MaxBatchSize => 1_000;

    public void Schedule(IDispatchable batch) => _scheduled.Add(batch);

    public void BeginCompletion()
    {
    }

    public void EndCompletion()
    {
    }

    public void Dispatch()
    {
        foreach (var batch in _scheduled) batch.Dispatch();
        _scheduled.Clear();
    }
}
