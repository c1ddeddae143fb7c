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
    private readonly ComponentContext _context;
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ImmutableArray<ConsumerQueue>> _topics = ImmutableDictionary<string, ImmutableArray<ConsumerQueue>>.Empty;

    private InMemoryPubSub(ComponentContext context) => _context = context;

    public IReadOnlyList<string> Capabilities { get; } = [];

    public static InMemoryPubSub Open(ComponentContext context)
    {
        PubSubMetadata.ReadCommon(context.Metadata);
        context.Metadata.EnsureAllRead();
        return new InMemoryPubSub(context);
    }

    public async Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        if (!Volatile.Read(ref _topics).TryGetValue(topic, out var queues))
            return;

        foreach (var queue in queues)
            await queue.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var queues = _topics.GetValueOrDefault(subscription.Topic, []);
            var queue = queues.FirstOrDefault(queue => queue.Consumer == subscription.Consumer);
            if (queue is null)
            {
                queue = new ConsumerQueue(subscription.Topic, subscription.Consumer);
                Volatile.Write(ref _topics, _topics.SetItem(subscription.Topic, queues.Add(queue)));
            }

            queue.Subscriptions++;
            return Task.FromResult<IAsyncDisposable>(new InMemorySubscription(queue, subscription.Batch, handler, Release, _context));
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
