using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class InMemoryPubSubTests : PubSubConformance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override IPubSub Open() => Create();

    [Fact]
    public async Task AFullQueue_HoldsUpThePublisherUntilThereIsAPlace()
    {
        var (taken, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pubSub = Create();
        await using var subscription = await pubSub.SubscribeAsync(
            new PubSubSubscription("topic", "consumer"),
            async (_, _) =>
            {
                taken.TrySetResult();
                await release.Task;
                return [true];
            },
            Cancellation);
        await pubSub.PublishAsync("topic", Message, Cancellation);
        await taken.Task.WaitAsync(Cancellation);
        for (var i = 0; i < 10_000; i++)
            await pubSub.PublishAsync("topic", Message, Cancellation);

        var waiting = pubSub.PublishAsync("topic", Message, Cancellation);
        Assert.False(waiting.IsCompleted);
        release.SetResult();

        await waiting;
    }

    private static PubSubMessage Message { get; } = new([1]);

    private static InMemoryPubSub Create() => InMemoryPubSub.Open(ComponentContexts.Create("pubsub.in-memory", "/", TimeProvider.System));
}
