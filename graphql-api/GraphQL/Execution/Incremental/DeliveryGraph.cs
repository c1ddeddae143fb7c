namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>
/// Knows what a client waits for and in which order it may be told: a fragment comes after those around it, and when all of its tasks are
/// done. What follows from a task or a stream is put into the next <see cref="Payload"/>.
/// </summary>
internal sealed class DeliveryGraph
{
    private readonly HashSet<DeliveryGroup> _groups = [];
    private readonly HashSet<ListStream> _streams = [];
    private List<DeferredTask> _tasksToStart = [];
    private List<ListStream> _streamsToStart = [];

    /// <summary>What is put together for the client.</summary>
    public Payload Payload { get; } = new();

    public bool IsDone => _groups.Count == 0 && _streams.Count == 0;

    /// <summary>Adds what the first part of the response has left.</summary>
    public void Begin(IncrementalWork work)
    {
        List<DeliveryGroup> groups = [];
        AddGroups(work, groups);
        foreach (var task in work.Tasks) AddTask(task);
        groups = Prune(groups);
        Announce(groups, work.Streams);
        Start(groups, work.Streams);
    }

    /// <summary>The tasks that may run since this was last asked for.</summary>
    public List<DeferredTask> TakeTasks()
    {
        var tasks = _tasksToStart;
        _tasksToStart = [];
        return tasks;
    }

    /// <summary>The streams that may be read since this was last asked for.</summary>
    public List<ListStream> TakeStreams()
    {
        var streams = _streamsToStart;
        _streamsToStart = [];
        return streams;
    }

    /// <summary>A task has its data.</summary>
    public void Succeed(DeferredTask task, IncrementalWork work)
    {
        if (task.IsRemoved) return;
        AddGroups(work, null);
        foreach (var next in work.Tasks) AddTask(next);
        task.Streams = work.Streams;
        List<DeliveryGroup> groups = [];
        List<ListStream> streams = [];
        foreach (var group in task.Groups)
        {
            if (!group.IsKnown) continue;
            group.Pending--;
            TryFinish(group, groups, streams);
        }

        Start(groups, streams);
    }

    /// <summary>A task has no data, and so none of its fragments has.</summary>
    public void Fail(DeferredTask task)
    {
        if (task.IsRemoved) return;
        foreach (var group in task.Groups)
        {
            if (group.IsRoot) Fail(group, task.Failure!);
        }
    }

    /// <summary>Items of a list were written.</summary>
    /// <param name="items">As a JSON array; null for none.</param>
    public void AddItems(ListStream stream, byte[]? items, IReadOnlyList<GraphQLError>? errors, int count, IncrementalWork work)
    {
        List<DeliveryGroup> groups = [];
        AddGroups(work, groups);
        foreach (var task in work.Tasks) AddTask(task);
        groups = Prune(groups);
        if (items is not null) Payload.AddItems(stream, items, errors);
        stream.Next += count;
        Announce(groups, work.Streams);
        Start(groups, work.Streams);
    }

    /// <summary>A list has come to its end.</summary>
    /// <param name="failure">Why there are no more items, where there should be.</param>
    public void Finish(ListStream stream, IReadOnlyList<GraphQLError>? failure)
    {
        if (_streams.Remove(stream)) Payload.Complete(stream, failure);
    }

    public bool IsWaitedFor(ListStream stream) => _streams.Contains(stream);

    /// <summary>Gives up all that is waited for.</summary>
    public void FailAll(IReadOnlyList<GraphQLError> errors)
    {
        foreach (var group in _groups.ToArray()) Fail(group, errors);
        foreach (var stream in _streams.ToArray()) Finish(stream, errors);
    }

    /// <param name="roots">Takes those that stand in no other; null where there are none such.</param>
    private static void AddGroups(IncrementalWork work, List<DeliveryGroup>? roots)
    {
        // The outer ones come before the inner ones.
        foreach (var group in work.Groups)
        {
            if (group.Parent is { IsKnown: false }) continue;
            group.IsKnown = true;
            if (group.Parent is { } parent) parent.Children.Add(group);
            else roots?.Add(group);
        }
    }

    private void AddTask(DeferredTask task)
    {
        foreach (var group in task.Groups)
        {
            if (!group.IsKnown) continue;
            group.Tasks.Add(task);
            group.Pending++;
            if (group.IsRoot) Start(task);
        }
    }

    /// <summary>The groups that have something to deliver; the place of one that has not is taken by those inside of it.</summary>
    private static List<DeliveryGroup> Prune(List<DeliveryGroup> groups)
    {
        if (groups.TrueForAll(group => group is { IsKnown: true, Tasks.Count: > 0 })) return groups;
        List<DeliveryGroup> kept = [];
        foreach (var group in groups)
        {
            if (!group.IsKnown) continue;
            if (group.Tasks.Count > 0)
            {
                kept.Add(group);
                continue;
            }

            group.IsKnown = false;
            kept.AddRange(Prune(group.Children));
        }

        return kept;
    }

    private void Announce(List<DeliveryGroup> groups, IReadOnlyList<ListStream> streams)
    {
        foreach (var group in groups) Payload.Announce(group);
        foreach (var stream in streams) Payload.Announce(stream);
    }

    /// <summary>Starts groups, and those for which they make way because their tasks are done already.</summary>
    private void Start(List<DeliveryGroup> groups, IReadOnlyList<ListStream> streams)
    {
        List<ListStream> allStreams = [.. streams];
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            group.IsRoot = true;
            _groups.Add(group);
            var failed = group.Tasks.Find(task => task.Failure is not null);
            if (failed is not null)
            {
                Fail(group, failed.Failure!);
                continue;
            }

            foreach (var task in group.Tasks) Start(task);
            TryFinish(group, groups, allStreams);
        }

        foreach (var stream in allStreams)
        {
            _streams.Add(stream);
            _streamsToStart.Add(stream);
        }
    }

    private void Start(DeferredTask task)
    {
        if (task.IsStarted) return;
        task.IsStarted = true;
        _tasksToStart.Add(task);
    }

    /// <summary>Delivers a group whose tasks are all done.</summary>
    /// <param name="groups">Takes those inside, which may start then.</param>
    private void TryFinish(DeliveryGroup group, List<DeliveryGroup> groups, List<ListStream> streams)
    {
        if (!group.IsRoot || group.Pending > 0) return;
        group.IsKnown = group.IsRoot = false;
        _groups.Remove(group);
        List<ListStream> newStreams = [];
        DeferredTask[] tasks = [.. group.Tasks.Where(task => task.Data is not null)];
        foreach (var task in tasks)
        {
            Payload.AddData(group, task);
            newStreams.AddRange(task.Streams);
            Remove(task);
        }

        Payload.Complete(group, null);
        var newGroups = Prune(group.Children);
        Announce(newGroups, newStreams);
        groups.AddRange(newGroups);
        streams.AddRange(newStreams);
    }

    private void Fail(DeliveryGroup group, IReadOnlyList<GraphQLError> errors)
    {
        Remove(group);
        Payload.Complete(group, errors);
    }

    private void Remove(DeliveryGroup group)
    {
        group.IsKnown = group.IsRoot = false;
        _groups.Remove(group);
        foreach (var task in group.Tasks.ToArray())
        {
            if (Array.TrueForAll(task.Groups, other => !other.IsKnown)) Remove(task);
        }

        foreach (var child in group.Children)
        {
            if (child.IsKnown) Remove(child);
        }
    }

    private static void Remove(DeferredTask task)
    {
        task.IsRemoved = true;
        foreach (var group in task.Groups) group.Tasks.Remove(task);
    }
}
