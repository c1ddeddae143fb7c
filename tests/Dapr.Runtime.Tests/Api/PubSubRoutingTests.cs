using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/ and …/pubsub-scopes/, consumers by their ids.</summary>
public sealed class PubSubRoutingTests : IAsyncLifetime
{
    private const string Rules = """
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: routed
        spec:
          pubsubname: pubsub
          topic: inventory
          routes:
            rules:
              - match: event.type == "widget"
                path: /widgets
              - match: event.type.startsWith("gad") && event.data.n > 1
                path: /gadgets
            default: /products
        ---
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: without-default
        spec:
          pubsubname: pubsub
          topic: picky
          deadLetterTopic: unrouted
          routes:
            rules:
              - match: event.data.n == 1
                path: /one
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Subscription
        metadata:
          name: unrouted
        spec:
          pubsubname: pubsub
          topic: unrouted
          route: /unrouted
        """;

    private const string Scoped = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: scoped
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: allowedTopics
              value: "a,b,c"
            - name: protectedTopics
              value: "c"
            - name: publishingScopes
              value: "reader=;writer=a,c"
            - name: subscriptionScopes
              value: "consumer=a"
        """;

    private const string Broadcast = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: broadcast
        spec:
          type: pubsub.in-memory
          version: v1
          metadata:
            - name: consumerID
              value: "{appID}-{uuid}"
        """;

    private readonly TestRuntime _runtime = new(TestRuntime.PubSub, Rules, Scoped, Broadcast);
    private readonly List<IAsyncDisposable> _apps = [];
    private readonly BlockingCollection<(int Replica, string Path, JsonElement Body)> _events = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        foreach (var app in _apps)
            await app.DisposeAsync();
        _events.Dispose();
    }

    [Theory]
    [InlineData("widget", 0, "/widgets")]
    [InlineData("gadget", 2, "/gadgets")]
    [InlineData("gadget", 1, "/products")]
    [InlineData("other", 9, "/products")]
    public async Task AnEvent_GoesToTheFirstRuleThatItMeets(string type, int n, string path)
    {
        var client = await StartAsync("[]");

        await PublishAsync(client, $"pubsub/inventory?metadata.cloudevent.type={type}", $$"""{"n":{{n}}}""");

        Assert.Equal(path, Next().Path);
    }

    [Theory]
    [InlineData("""{"n":2}""")]
    [InlineData("""{"other":1}""")]
    public async Task AnEventWithoutARoute_OrThatARuleFailsOn_GoesToTheDeadLetterTopic(string data)
    {
        var client = await StartAsync("[]");

        await PublishAsync(client, "pubsub/picky", data);

        Assert.Equal("/unrouted", Next().Path);
    }

    [Fact]
    public async Task ARuleThatIsNoExpression_FailsTheStartAndNamesApp_Topic_AndRule()
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => StartAsync(
            """[{"pubsubname":"pubsub","topic":"t","routes":{"rules":[{"match":"event.type =","path":"/x"}]}}]"""));

        Assert.Equal("App app: the subscription to topic t has a rule that is no expression: event.type =: unexpected '=' at 12", error.Message);
    }

    [Theory]
    [InlineData("writer", "a", HttpStatusCode.NoContent)]
    [InlineData("writer", "b", HttpStatusCode.Forbidden)]
    [InlineData("writer", "c", HttpStatusCode.NoContent)]
    [InlineData("reader", "a", HttpStatusCode.Forbidden)]
    [InlineData("anybody", "b", HttpStatusCode.NoContent)]
    [InlineData("anybody", "c", HttpStatusCode.Forbidden)]
    [InlineData("anybody", "d", HttpStatusCode.Forbidden)]
    public async Task Publish_ATopicOutsideTheScopes_IsForbidden(string appId, string topic, HttpStatusCode expected)
    {
        var (_, client) = await _runtime.StartAsync(appId);
        using (client)
        {
            using var response = await client.PostTextAsync($"/v1.0/publish/scoped/{topic}", "1");

            Assert.Equal(expected, response.StatusCode);
            if (expected == HttpStatusCode.Forbidden)
                Assert.Equal("ERR_PUBSUB_FORBIDDEN", await response.ErrorCodeAsync());
        }
    }

    [Fact]
    public async Task Subscribe_ATopicOutsideTheScopes_HearsNothing()
    {
        var client = await StartAsync(
            """[{"pubsubname":"scoped","topic":"a","route":"/a"},{"pubsubname":"scoped","topic":"b","route":"/b"}]""", "consumer");
        var (_, publisher) = await _runtime.StartAsync("anybody");
        using (publisher)
        {
            await PublishAsync(publisher, "scoped/b", "1");
            await PublishAsync(publisher, "scoped/a", "2");
        }

        Assert.Equal("/a", Next().Path);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task ConsumersByUuid_EveryReplicaHearsEveryEvent_ByDefaultTheyShareThem()
    {
        const string Subscriptions =
            """[{"pubsubname":"broadcast","topic":"t","route":"/broadcast"},{"pubsubname":"pubsub","topic":"t","route":"/shared"}]""";
        var client = await StartAsync(Subscriptions, replica: 1);
        await StartAsync(Subscriptions, replica: 2);

        await PublishAsync(client, "broadcast/t", "1");
        Assert.Equal([1, 2], new[] { Next().Replica, Next().Replica }.Order());
        for (var i = 0; i < 10; i++)
            await PublishAsync(client, "pubsub/t", "1");

        Assert.All(Enumerable.Range(0, 10).Select(_ => Next()), item => Assert.Equal("/shared", item.Path));
        Assert.Empty(_events);
    }

    private async Task<HttpClient> StartAsync(string subscriptions, string appId = "app", int replica = 0)
    {
        var app = await TestApp.StartAsync(appId, app =>
        {
            app.MapGet("/dapr/subscribe", () => Results.Text(subscriptions, "application/json"));
            app.MapPost("/{route}", async context =>
            {
                using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: Cancellation);
                _events.Add((replica, context.Request.Path, document.RootElement.Clone()), Cancellation);
            });
        });
        _apps.Add(app);
        return (await _runtime.StartAsync(app)).Client;
    }

    private static async Task PublishAsync(HttpClient client, string target, string body)
    {
        using var response = await client.PostTextAsync("/v1.0/publish/" + target, body);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private (int Replica, string Path, JsonElement Body) Next()
        => _events.TryTake(out var item, 30_000, Cancellation) ? item : throw new TimeoutException("no event came");
}
