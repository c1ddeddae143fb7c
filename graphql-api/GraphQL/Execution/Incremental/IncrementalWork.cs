namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>What is left to deliver of what was written. Everything is kept with where it was written, so that it can be taken back.</summary>
internal sealed class IncrementalWork
{
    private readonly List<int> _groupPositions = [];
    private readonly List<int> _taskPositions = [];
    private readonly List<int> _streamPositions = [];

    public List<DeliveryGroup> Groups { get; } = [];
    public List<DeferredTask> Tasks { get; } = [];
    public List<ListStream> Streams { get; } = [];

    public void Add(DeliveryGroup group, int position) => Add(Groups, _groupPositions, group, position);

    public void Add(DeferredTask task, int position) => Add(Tasks, _taskPositions, task, position);

    public void Add(ListStream stream, int position) => Add(Streams, _streamPositions, stream, position);

    /// <summary>Forgets what was written from a position on.</summary>
    public void TakeBack(int position)
    {
        TakeBack(Groups, _groupPositions, position);
        TakeBack(Tasks, _taskPositions, position);
        TakeBack(Streams, _streamPositions, position);
    }

    private static void Add<T>(List<T> items, List<int> positions, T item, int position)
    {
        items.Add(item);
        positions.Add(position);
    }

    private static void TakeBack<T>(List<T> items, List<int> positions, int position)
    {
        var kept = items.Count;
        while (kept > 0 && positions[kept - 1] >= position) kept--;
        items.RemoveRange(kept, items.Count - kept);
        positions.RemoveRange(kept, positions.Count - kept);
    }
}
