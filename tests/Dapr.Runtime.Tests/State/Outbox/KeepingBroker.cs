using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Tests.State.Outbox;

/// <summary>A broker that keeps every message until its handler is done with it, and delivers when it is told to.</summary>
internal sealed class KeepingBroker : IPubSub
{
    private readonly List<(string Topic, PubSubMessage Message)> _messages = [];
    private readonly Dictionary<string, PubSubHandler> _handlers = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Capabilities { get; } = [];

    /// <summary>Thrown from the publish of a message to this topic.</summary>
    public string? RefusedTopic { get; set; }

    public IReadOnlyList<PubSubMessage> On(string topic) => [.. _messages.Where(item => item.Topic == topic).Select(item => item.Message)];

    public Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        if (topic == RefusedTopic)
            throw new PubSubException("refused");
        _messages.Add((topic, message));
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken)
    {
        _handlers[subscription.Topic] = handler;
        return Task.FromResult<IAsyncDisposable>(this);
    }

    /// <summary>Has everything on a topic handled once; what its handler refuses stays.</summary>
    /// <returns>How many were refused.</returns>
    public async Task<int> DeliverAsync(string topic, CancellationToken cancellationToken)
    {
        var refused = 0;
        foreach (var item in _messages.Where(item => item.Topic == topic).ToList())
        {
            try
            {
                await _handlers[topic]([item.Message], cancellationToken);
                _messages.Remove(item);
            }
            catch (Exception error) when (error is PubSubException or IOException)
            {
                refused++;
            }
        }

        return refused;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
