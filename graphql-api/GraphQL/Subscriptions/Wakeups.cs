namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>
/// Has the subscribers of an event go on, some at a time. The rest of them queues behind the work that the first have caused, so that what
/// is to be sent to thousands is not all in memory before the first of it is sent.
/// </summary>
/// <param name="capacity">The most subscribers there can be.</param>
internal sealed class Wakeups(int capacity) : IThreadPoolWorkItem
{
    private const int AtATime = 32;

    private readonly TopicSubscriber[] _subscribers = new TopicSubscriber[capacity];
    private int _count;
    private int _next;

    public void Add(TopicSubscriber subscriber) => _subscribers[_count++] = subscriber;

    /// <summary>Begins, when all are added.</summary>
    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        var first = Interlocked.Add(ref _next, AtATime) - AtATime;
        var end = Math.Min(first + AtATime, _count);

        // The next ones do not wait for these: they may run on another core, and need not suffer when one of these blocks.
        if (end < _count) Start();
        for (var i = first; i < end; i++) _subscribers[i].Wake();

        // With more threads than cores, the one that sends would not get to run before this one's time is up.
        Thread.Yield();
    }
}
