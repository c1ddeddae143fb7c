using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class InMemoryPubSubTests : PubSubConformance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override Task<IPubSub> OpenAsync() => Task.FromResult<IPubSub>(Create());

    protected override bool IsLasting => false;

    [Fact]
    public async Task AFullQueue_HoldsUpThePublisherUntilThereIsAPlace()
    {
        var (taken, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pubSub = Create();
        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription("topic", "consumer"), (_, _) =>
        {
            taken.TrySetResult();
            return release.Task;
        });
        await pubSub.PublishAsync("topic", "first");
        await taken.Task.WaitAsync(Cancellation);
        await pubSub.PublishAsync("topic", 10_000);

        var waiting = pubSub.PublishAsync("topic", "last");
        Assert.False(waiting.IsCompleted);
        release.SetResult();

        await waiting;
    }

    private static InMemoryPubSub Create() => InMemoryPubSub.Open(ComponentContexts.Create("pubsub.in-memory", "/", TimeProvider.System));
}
