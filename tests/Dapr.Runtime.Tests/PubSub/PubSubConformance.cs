using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

/// <summary>What every message broker has to do (components-contrib, <c>tests/conformance/pubsub</c>).</summary>
/// <remarks>Brokers outlive a test where they are servers: every test has topics of its own.</remarks>
public abstract class PubSubConformance : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private IPubSub _pubSub = null!;

    internal abstract Task<IPubSub> OpenAsync();

    /// <summary>Whether what was accepted outlives the component.</summary>
    protected virtual bool IsLasting => true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Topic => $"topic-{_run}";

    public virtual async ValueTask InitializeAsync() => _pubSub = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _pubSub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Messages_of_a_topic_reach_each_consumer_in_their_order()
    {
        var (first, second) = (new Inbox(100), new Inbox(100));
        await using var one = await SubscribeAsync(Topic, "one", first.HandleAsync);
        await using var two = await SubscribeAsync(Topic, "two", second.HandleAsync);

        await _pubSub.PublishAsync(Topic, 100);

        var expected = Enumerable.Range(0, 100).Select(i => i.ToString(null, null));
        Assert.Equal(expected, await first.WaitAsync());
        Assert.Equal(expected, await second.WaitAsync());
    }

    [Fact]
    public async Task A_message_comes_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        var came = new TaskCompletionSource<byte[]>();
        await using var subscription = await SubscribeAsync(Topic, "consumer", (message, _) =>
        {
            came.TrySetResult(message.Data);
            return Task.CompletedTask;
        });

        await _pubSub.PublishAsync(Topic, new PubSubMessage(bytes), Cancellation);

        Assert.Equal(bytes, await came.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task Messages_of_another_topic_do_not_come()
    {
        var inbox = new Inbox(1);
        await using var subscription = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);

        await _pubSub.PublishAsync(Topic + "-other", 5);
        await _pubSub.PublishAsync(Topic, 1);

        Assert.Equal(["0"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task Subscriptions_of_one_consumer_share_its_messages()
    {
        var inbox = new Inbox(200);
        await using var one = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);
        await using var two = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);

        await _pubSub.PublishAsync(Topic, 200);

        var messages = await inbox.WaitAsync();
        Assert.Equal(200, messages.Distinct().Count());
    }

    [Fact]
    public async Task Ephemeral_consumers_each_hear_what_is_published_from_then_on()
    {
        await using var lasting = await SubscribeAsync(Topic, "lasting", (_, _) => Task.CompletedTask);
        await _pubSub.PublishAsync(Topic, "before");
        var (first, second) = (new Inbox(1), new Inbox(1));
        await using var one = await _pubSub.SubscribeAsync(new PubSubSubscription(Topic, Guid.NewGuid().ToString()) { IsEphemeral = true }, first.HandleAsync);
        await using var two = await _pubSub.SubscribeAsync(new PubSubSubscription(Topic, Guid.NewGuid().ToString()) { IsEphemeral = true }, second.HandleAsync);

        await _pubSub.PublishAsync(Topic, "now");

        Assert.Equal(["now"], await first.WaitAsync());
        Assert.Equal(["now"], await second.WaitAsync());
    }

    [Fact]
    public async Task A_message_that_is_not_handled_comes_again()
    {
        var inbox = new Inbox(3);
        await using var subscription = await SubscribeAsync(Topic, "consumer", (message, _) =>
        {
            inbox.Add(message);
            return inbox.Messages.Count == 1 ? throw new InvalidOperationException("not now") : Task.CompletedTask;
        });

        await _pubSub.PublishAsync(Topic, 2);

        Assert.Equal(["0", "0", "1"], (await inbox.WaitAsync()).Order());
    }

    [Fact]
    public async Task A_batch_has_as_many_messages_as_are_allowed_and_each_is_done_with_by_itself()
    {
        var inbox = new Inbox(21);
        var sizes = new List<int>();
        var refused = false;
        var batch = new PubSubSubscription(Topic, "consumer") { Batch = new PubSubBatch(10, TimeSpan.FromMilliseconds(200)) };
        await using var subscription = await _pubSub.SubscribeAsync(
            batch,
            (messages, _) =>
            {
                sizes.Add(messages.Count);
                var done = new bool[messages.Count];
                for (var i = 0; i < done.Length; i++)
                {
                    inbox.Add(messages[i]);
                    done[i] = refused || messages[i].Data[0] != '7';
                    refused |= !done[i];
                }

                return Task.FromResult(done);
            },
            Cancellation);

        await _pubSub.PublishAsync(Topic, 20);

        var expected = Enumerable.Range(0, 20).Append(7).Select(i => i.ToString(null, null)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await inbox.WaitAsync()).Order(StringComparer.Ordinal));
        Assert.All(sizes, size => Assert.InRange(size, 1, 10));
        Assert.Contains(sizes, size => size > 1);
    }

    [Fact]
    public async Task A_message_whose_handler_is_cancelled_goes_to_another_of_the_consumer()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inbox = new Inbox(1);
        var stuck = await SubscribeAsync(Topic, "consumer", async (_, cancellation) =>
        {
            taken.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await _pubSub.PublishAsync(Topic, 1);
        await taken.Task.WaitAsync(Cancellation);

        await using var other = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);
        await stuck.DisposeAsync();

        Assert.Equal(["0"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task A_subscription_that_ends_waits_for_its_handler()
    {
        var (taken, release, finished) = (new TaskCompletionSource(), new TaskCompletionSource(), false);
        var subscription = await SubscribeAsync(Topic, "consumer", async (_, _) =>
        {
            taken.TrySetResult();
            await release.Task;
            finished = true;
        });
        await _pubSub.PublishAsync(Topic, 1);
        await taken.Task.WaitAsync(Cancellation);

        var ending = subscription.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        release.SetResult();
        await ending.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.True(finished);
    }

    [Fact]
    public async Task What_many_publish_at_once_all_comes_and_each_ones_in_its_order()
    {
        var inbox = new Inbox(8 * 50);
        await using var subscription = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await _pubSub.PublishAsync(Topic, $"{publisher}:{i}");
        })));

        var messages = await inbox.WaitAsync();
        for (var publisher = 0; publisher < 8; publisher++)
            Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{publisher}:{i}"), messages.Where(message => message[0] - '0' == publisher));
    }

    [Fact]
    public async Task A_message_without_bytes_is_a_message()
    {
        var inbox = new Inbox(2);
        await using var subscription = await SubscribeAsync(Topic, "consumer", inbox.HandleAsync);

        await _pubSub.PublishAsync(Topic, "");
        await _pubSub.PublishAsync(Topic, "next");

        Assert.Equal(["", "next"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task What_comes_while_a_consumer_is_away_and_the_component_closed_is_there_when_both_are_back()
    {
        Assert.SkipUnless(IsLasting, "Nothing outlives the component.");
        var (before, after) = (new Inbox(1), new Inbox(3));
        await using (await SubscribeAsync(Topic, "consumer", before.HandleAsync))
        {
            await _pubSub.PublishAsync(Topic, "read");
            await before.WaitAsync();
        }

        await _pubSub.PublishAsync(Topic, 2);
        await _pubSub.DisposeAsync();
        _pubSub = await OpenAsync();
        await using var subscription = await SubscribeAsync(Topic, "consumer", after.HandleAsync);
        await _pubSub.PublishAsync(Topic, "2");

        Assert.Equal(["0", "1", "2"], await after.WaitAsync());
    }

    [Fact]
    public async Task Publishing_where_nobody_listens_is_no_error() => await _pubSub.PublishAsync(Topic, 1);

    private protected Task<IAsyncDisposable> SubscribeAsync(string topic, string consumer, Func<PubSubMessage, CancellationToken, Task> handler)
        => _pubSub.SubscribeAsync(new PubSubSubscription(topic, consumer), handler);
}
