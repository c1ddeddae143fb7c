using System.Collections.Immutable;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub.InMemory;

/// <summary>
/// <c>pubsub.in-memory</c>: one ordered, bounded queue per topic and consumer. What is queued is lost when the process ends, and what nobody
/// subscribes to is not kept.
/// </summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-inmemory/.</remarks>
internal sealed class InMemoryPubSub : IPubSub
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ImmutableArray<ConsumerQueue>> _topics = ImmutableDictionary<string, ImmutableArray<ConsumerQueue>>.Empty;

    private InMemoryPubSub()
    {
    }

    public IReadOnlyList<string> Capabilities { get; } = [];

    public static InMemoryPubSub Open(ComponentContext context)
    {
        context.Metadata.Optional("consumerID"); // Every consumer goes by its app id, which is what this is by default.
        context.Metadata.EnsureAllRead();
        return new InMemoryPubSub();
    }

    public async Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        if (!Volatile.Read(ref _topics).TryGetValue(topic, out var queues))
            return;

        foreach (var queue in queues)
            await queue.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncDisposable Subscribe(string topic, string consumer, Func<PubSubMessage, CancellationToken, Task> handler)
    {
        lock (_lock)
        {
            var queues = _topics.GetValueOrDefault(topic, []);
            var queue = queues.FirstOrDefault(queue => queue.Consumer == consumer);
            if (queue is null)
            {
                queue = new ConsumerQueue(topic, consumer);
                Volatile.Write(ref _topics, _topics.SetItem(topic, queues.Add(queue)));
            }

            queue.Subscriptions++;
            return new InMemorySubscription(queue, handler, Release);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Release(ConsumerQueue queue)
    {
        lock (_lock)
        {
            if (--queue.Subscriptions > 0)
                return;

            // Nobody is left to empty it: a full queue would hold up every publisher.
            queue.Close();
            Volatile.Write(ref _topics, _topics.SetItem(queue.Topic, _topics[queue.Topic].Remove(queue)));
        }
    }
}
