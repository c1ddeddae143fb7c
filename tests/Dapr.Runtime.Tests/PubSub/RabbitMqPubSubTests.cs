using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.RabbitMq;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class RabbitMqPubSubTests(ServerFixture<RabbitMqServer> fixture) : PubSubConformance, IClassFixture<ServerFixture<RabbitMqServer>>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override Task<IPubSub> OpenAsync() => OpenAsync(("concurrency", "single"), ("requeueInFailure", "true"), ("deletedWhenUnused", "false"));

    [Fact]
    public async Task What_was_accepted_survives_the_servers_death_and_both_sides_come_back()
    {
        await using var pubSub = await OpenAsync(
            ("durable", "true"), ("deletedWhenUnused", "false"), ("deliveryMode", "2"), ("requeueInFailure", "true"), ("reconnectWaitSeconds", "1"), ("concurrency", "single"));
        var (topic, release, inbox) = ($"topic-{Guid.NewGuid():N}", new TaskCompletionSource(), new Inbox(2));
        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription(topic, "consumer"), async (message, cancellation) =>
        {
            await release.Task.WaitAsync(cancellation);
            inbox.Add(message);
        });
        await pubSub.PublishAsync(topic, "before");

        await fixture.Server.KillAsync();
        release.SetResult();
        await fixture.Server.StartAsync(Cancellation);
        await pubSub.PublishAsync(topic, "after");

        // At least once: the first may have been handled before it could be acknowledged.
        await Condition.UntilAsync(() => inbox.Messages.Contains("after"), "the second message came", Cancellation);
        Assert.Equal(["before", "after"], inbox.Messages.Distinct());
    }

    [Fact]
    public async Task A_refused_message_goes_to_the_dead_letter_queue()
    {
        await using var pubSub = await OpenAsync(("enableDeadLetter", "true"), ("durable", "true"));
        var topic = $"topic-{Guid.NewGuid():N}";
        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription(topic, "c"), (_, _) => throw new InvalidOperationException("no"));
        var letters = new Inbox(1);
        await using var dead = await pubSub.SubscribeAsync(
            new PubSubSubscription($"dlx-c-{topic}", "unused") { Metadata = new Dictionary<string, string> { ["queueName"] = $"other-{topic}" } }, letters.HandleAsync);

        await pubSub.PublishAsync(topic, "poison");

        Assert.Equal(["poison"], await letters.WaitAsync());
    }

    [Fact]
    public async Task Open_NoServer_SaysWhich()
    {
        var context = ComponentContexts.Create("pubsub.rabbitmq", "/", TimeProvider.System, ("connectionString", "amqp://guest:secret@127.0.0.1:1"));

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => RabbitMqPubSub.OpenAsync(context, Cancellation));

        Assert.StartsWith("test.yaml: component test (pubsub.rabbitmq): RabbitMQ at 127.0.0.1:1 cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private async Task<IPubSub> OpenAsync(params (string, string)[] fields)
        => (IPubSub)await RabbitMqPubSub.OpenAsync(
            ComponentContexts.Create(
                "pubsub.rabbitmq",
                "/",
                TimeProvider.System,
                [("connectionString", fixture.Server.ConnectionString), ("publisherConfirm", "true"), .. fields]),
            Cancellation);
}
