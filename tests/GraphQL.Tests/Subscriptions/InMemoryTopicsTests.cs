using MusicGraph.GraphQL.Subscriptions;

namespace MusicGraph.GraphQL.Tests.Subscriptions;

public sealed class InMemoryTopicsTests
{
    private readonly InMemoryTopics _topics = new(new InMemorySubscriptionOptions { TopicBufferCapacity = 3 });

    [Fact]
    public async Task Send_SeveralSubscribers_EachGetsEveryEventInOrder()
    {
        await using var first = await SubscribeAsync<string>("a");
        await using var second = await SubscribeAsync<object>("a");
        await using var other = await SubscribeAsync<string>("b");
        await _topics.SendAsync("a", "1", TestContext.Current.CancellationToken);
        await _topics.SendAsync("a", "2", TestContext.Current.CancellationToken);
        await _topics.CompleteAsync("a");
        await _topics.CompleteAsync("b");
        Assert.Equal(["1", "2"], await ReadAsync(first));
        Assert.Equal(["1", "2"], await ReadAsync(second));
        Assert.Empty(await ReadAsync(other));
    }

    [Fact]
    public async Task Send_NobodyListens_IsForgotten()
    {
        await _topics.SendAsync("a", 1, TestContext.Current.CancellationToken);
        await using var stream = await SubscribeAsync<int>("a");
        await _topics.SendAsync("a", 2, TestContext.Current.CancellationToken);
        await _topics.CompleteAsync("a");
        Assert.Equal([2], await ReadAsync(stream));
    }

    [Fact]
    public async Task Dispose_LastSubscriber_TakesTheTopicWithIt()
    {
        var streams = new List<ISourceStream<int>>();
        for (var i = 0; i < 10; i++) streams.Add(await SubscribeAsync<int>("a"));
        foreach (var stream in streams.Where((_, i) => i % 3 == 1)) await stream.DisposeAsync();
        Assert.Equal(7, _topics.SubscriberCount("a"));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
            await stream.DisposeAsync();
        }

        Assert.Equal(0, _topics.TopicCount);
        await using var again = await SubscribeAsync<int>("a");
        Assert.Equal(1, _topics.SubscriberCount("a"));
    }

    [Fact]
    public async Task Send_SubscriberTooFarBehind_IsEndedWithAnErrorAfterWhatItHas()
    {
        await using var slow = await SubscribeAsync<int>("a");
        for (var i = 0; i < 4; i++) await _topics.SendAsync("a", i, TestContext.Current.CancellationToken);
        var read = new List<int>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in slow.ReadEventsAsync()) read.Add(item);
        });
        Assert.Equal([0, 1, 2], read);
    }

    [Fact]
    public async Task Send_OtherTypeThanExpected_EndsThatSubscriberWithAnError()
    {
        await using var stream = await SubscribeAsync<int>("a");
        await _topics.SendAsync("a", "text", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(stream));
    }

    [Fact]
    public async Task SubscribeAndDispose_AtOnceOnManyThreads_LeavesNothing()
    {
        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, async (i, cancellationToken) =>
        {
            var stream = await _topics.SubscribeAsync<int>($"{i % 3}", cancellationToken);
            await _topics.SendAsync($"{i % 3}", i, cancellationToken);
            await stream.DisposeAsync();
        });
        Assert.Equal(0, _topics.TopicCount);
    }

    private ValueTask<ISourceStream<T>> SubscribeAsync<T>(string topic) => _topics.SubscribeAsync<T>(topic, TestContext.Current.CancellationToken);

    private static async Task<List<T>> ReadAsync<T>(ISourceStream<T> stream)
    {
        var read = new List<T>();
        await foreach (var item in stream.ReadEventsAsync()) read.Add(item);
        return read;
    }
}
