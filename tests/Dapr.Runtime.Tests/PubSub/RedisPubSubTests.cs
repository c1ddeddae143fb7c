using System.Text;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.Redis;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class RedisPubSubTests(ServerFixture<RedisServer> fixture) : PubSubConformance, IClassFixture<ServerFixture<RedisServer>>
{
    private readonly string _topic = $"topic-{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override Task<IPubSub> OpenAsync() => OpenAsync(("concurrency", "1"), ("processingTimeout", "500"), ("redeliverInterval", "100ms"));

    [Fact]
    public async Task What_was_accepted_survives_the_servers_death_and_both_sides_come_back()
    {
        await using var pubSub = await OpenAsync(("concurrency", "1"), ("processingTimeout", "1s"), ("redeliverInterval", "200ms"));
        var (release, before, after) = (new TaskCompletionSource(), new Inbox(1), new Inbox(1));
        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription(_topic, "consumer"), async (message, cancellation) =>
        {
            await release.Task.WaitAsync(cancellation);
            (Encoding.UTF8.GetString(message.Data) == "before" ? before : after).Add(message);
        });
        await pubSub.PublishAsync(_topic, "before");

        await fixture.Server.KillAsync();
        await Assert.ThrowsAsync<PubSubException>(() => pubSub.PublishAsync(_topic, "while away"));
        release.SetResult();
        await fixture.Server.StartAsync(Cancellation);
        await UntilAcceptedAsync(pubSub, "after");

        Assert.Contains("before", await before.WaitAsync());
        Assert.Contains("after", await after.WaitAsync());
    }

    [Fact]
    public async Task Entries_have_daprds_fields()
    {
        await using var pubSub = await OpenAsync();
        await pubSub.PublishAsync(
            _topic, new PubSubMessage("1"u8.ToArray()) { Metadata = new Dictionary<string, string> { ["a"] = "b" } }, Cancellation);

        using var redis = await ConnectionMultiplexer.ConnectAsync(fixture.Server.Host);
        var entries = (RedisResult[])await redis.GetDatabase().ExecuteAsync("XRANGE", _topic, "-", "+");

        Assert.Equal(["data", "1", "metadata", """{"a":"b"}"""], (string[])((RedisResult[])entries[0])[1]);
    }

    [Fact]
    public async Task A_new_consumer_begins_with_the_streams_first_message()
    {
        await using var pubSub = await OpenAsync();
        await pubSub.PublishAsync(_topic, "early");
        var inbox = new Inbox(1);

        await using var subscription = await pubSub.SubscribeAsync(new PubSubSubscription(_topic, "consumer"), inbox.HandleAsync);

        Assert.Equal(["early"], await inbox.WaitAsync());
    }

    [Fact]
    public async Task Open_AWrongField_SaysWhich()
    {
        var context = ComponentContexts.Create("pubsub.redis", "/", TimeProvider.System, ("redisHost", fixture.Server.Host), ("queueDepht", "5"));

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => RedisPubSub.OpenAsync(context, Cancellation));

        Assert.Equal("test.yaml: component test (pubsub.redis): metadata field 'queueDepht' is not known", error.Message);
    }

    private async Task<IPubSub> OpenAsync(params (string, string)[] fields)
        => (IPubSub)await RedisPubSub.OpenAsync(
            ComponentContexts.Create("pubsub.redis", "/", TimeProvider.System, [("redisHost", fixture.Server.Host), .. fields]), Cancellation);

    private async Task UntilAcceptedAsync(IPubSub pubSub, string text)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await pubSub.PublishAsync(_topic, text);
                return;
            }
            catch (PubSubException) when (attempt < 20)
            {
                // The connection is not there again yet; the component has waited for it.
            }
        }
    }
}
