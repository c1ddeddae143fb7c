using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A message broker: the building block behind <c>/v1.0/publish</c> and subscriptions.</summary>
internal interface IPubSub : IComponent
{
    /// <summary>Publishes a message to every consumer of the topic; it is accepted when this returns.</summary>
    /// <exception cref="PubSubException">It could not be accepted; the message is for the caller.</exception>
    Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Has messages handled, one after another. Subscriptions of one consumer share its messages. A message whose handler is
    /// cancelled was not handled and stays.
    /// </summary>
    /// <returns>What ends the subscription when it is disposed.</returns>
    IAsyncDisposable Subscribe(string topic, string consumer, Func<PubSubMessage, CancellationToken, Task> handler);
}
