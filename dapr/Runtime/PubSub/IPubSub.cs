using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A message broker: the building block behind <c>/v1.0/publish</c> and subscriptions.</summary>
internal interface IPubSub : IComponent
{
    /// <summary>Publishes a message to every consumer of the topic; it is accepted when this returns.</summary>
    /// <exception cref="PubSubException">It could not be accepted; the message is for the caller.</exception>
    Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Has messages handled until what it returns is disposed. Subscriptions of one consumer share its messages. What is being handled
    /// when the subscription ends is waited for; what its handler then gives up stays with the consumer.
    /// </summary>
    /// <param name="handler">
    /// Is called with one message, or with as many as <see cref="PubSubSubscription.Batch"/> allows, and tells for each whether it is done
    /// with. What is not, and everything when it throws, comes again as the broker has it.
    /// </param>
    /// <exception cref="PubSubException">The broker refuses the subscription.</exception>
    Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken);
}

/// <summary>Handles messages; tells for each, in their order, whether it is done with.</summary>
internal delegate Task<bool[]> PubSubHandler(IReadOnlyList<PubSubMessage> messages, CancellationToken cancellationToken);
