using System.Collections.Concurrent;
using System.Text;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

/// <summary>What every message broker has to do (components-contrib, <c>tests/conformance/pubsub</c>).</summary>
public abstract class PubSubConformance : IAsyncLifetime
{
    private IPubSub _pubSub = null!;

    internal abstract IPubSub Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _pubSub = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _pubSub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Messages_of_a_topic_reach_each_consumer_in_their_order()
    {
        var (first, second) = (new Inbox(100), new Inbox(100));
        await using var one = await SubscribeAsync("topic", "one", first.HandleAsync);
        await using var two = await SubscribeAsync("topic", "two", second.HandleAsync);

        await PublishAsync("topic", 100);

        var expected = Enumerable.Range(0, 100).Select(i => i.ToString(null, null));
        Assert.Equal(expected, await first.WaitAsync());
        Assert.Equal(expected, await second.WaitAsync());
    }

    [Fact]
    public async Task Messages_of_another_topic_do_not_come()
    {
        var inbox = new Inbox(1);
        await using var subscription = await SubscribeAsync("mine", "consumer", inbox.HandleAsync);

        await PublishAsync("other", 5);
        await PublishAsync("mine", 1);

        Assert.Equal(["0"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task Subscriptions_of_one_consumer_share_its_messages()
    {
        var inbox = new Inbox(200);
        await using var one = await SubscribeAsync("topic", "consumer", inbox.HandleAsync);
        await using var two = await SubscribeAsync("topic", "consumer", inbox.HandleAsync);

        await PublishAsync("topic", 200);

        var messages = await inbox.WaitAsync();
        Assert.Equal(200, messages.Distinct().Count());
    }

    [Fact]
    public async Task A_message_whose_handler_is_cancelled_goes_to_another_of_the_consumer()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inbox = new Inbox(1);
        var stuck = await SubscribeAsync("topic", "consumer", async (_, cancellation) =>
        {
            taken.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await PublishAsync("topic", 1);
        await taken.Task.WaitAsync(Cancellation);

        await using var other = await SubscribeAsync("topic", "consumer", inbox.HandleAsync);
        await stuck.DisposeAsync();

        Assert.Equal(["0"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task Publishing_where_nobody_listens_is_no_error() => await PublishAsync("nobody", 1);

    private Task<IAsyncDisposable> SubscribeAsync(string topic, string consumer, Func<PubSubMessage, CancellationToken, Task> handler)
        => _pubSub.SubscribeAsync(
            new PubSubSubscription(topic, consumer),
            async (messages, cancellation) =>
            {
                await handler(Assert.Single(messages), cancellation);
                return [true];
            },
            Cancellation);

    private async Task PublishAsync(string topic, int count)
    {
        for (var i = 0; i < count; i++)
            await _pubSub.PublishAsync(topic, new PubSubMessage(Encoding.UTF8.GetBytes(i.ToString(null, null))), Cancellation);
    }

    /// <summary>Takes messages until it has as many as it waits for.</summary>
    private sealed class Inbox(int expected)
    {
        private readonly ConcurrentQueue<string> _messages = new();
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task HandleAsync(PubSubMessage message, CancellationToken cancellationToken)
        {
            _messages.Enqueue(Encoding.UTF8.GetString(message.Data));
            if (_messages.Count == expected)
                _full.TrySetResult();
            return Task.CompletedTask;
        }

        public async Task<IReadOnlyList<string>> WaitAsync()
        {
            await _full.Task.WaitAsync(Cancellation);
            return [.. _messages];
        }
    }
}
