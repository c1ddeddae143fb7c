namespace MusicGraph.ServiceDefaults.State;

/// <summary>Small changes of aggregates that wait to be made together, by aggregate.</summary>
internal sealed class SharedWork
{
    /// <summary>Of at most two keys each, and the one of the head: within the 99 changes of a transaction.</summary>
    private const int MostTogether = 45;

    private readonly Dictionary<string, Queue<Item>> _waiting = [];

    public void Add(string aggregate, Item item)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(aggregate, out var queue))
                _waiting[aggregate] = queue = [];
            queue.Enqueue(item);
        }
    }

    /// <summary>Takes what has waited longest.</summary>
    public IReadOnlyList<Item> Take(string aggregate)
    {
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(aggregate, out var queue))
                return [];
            var taken = new List<Item>();
            while (taken.Count < MostTogether && queue.TryDequeue(out var item))
                taken.Add(item);
            if (queue.Count == 0)
                _waiting.Remove(aggregate);
            return taken;
        }
    }

    /// <param name="Keys">What it reads, as far as that is known before.</param>
    public sealed record Item(IReadOnlyList<string> Keys, Func<StateSession, CancellationToken, Task> Work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
