using System.Text;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

internal static class PubSubExtensions
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Subscribes a handler that takes one message at a time and is done with it unless it throws.</summary>
    public static Task<IAsyncDisposable> SubscribeAsync(
        this IPubSub pubSub, PubSubSubscription subscription, Func<PubSubMessage, CancellationToken, Task> handler)
        => pubSub.SubscribeAsync(
            subscription,
            async (messages, cancellation) =>
            {
                await handler(Assert.Single(messages), cancellation);
                return [true];
            },
            Cancellation);

    public static Task PublishAsync(this IPubSub pubSub, string topic, string text)
        => pubSub.PublishAsync(topic, new PubSubMessage(Encoding.UTF8.GetBytes(text)), Cancellation);

    /// <summary>Publishes "0", "1" and so on, in that order.</summary>
    public static async Task PublishAsync(this IPubSub pubSub, string topic, int count)
    {
        for (var i = 0; i < count; i++)
            await pubSub.PublishAsync(topic, i.ToString(null, null));
    }
}
