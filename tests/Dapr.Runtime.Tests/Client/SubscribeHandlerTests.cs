using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.AspNetCore;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Client;

/// <summary>
/// What <c>MapSubscribeHandler</c> tells a sidecar, as Dapr.AspNetCore 1.16 does (dapr/dotnet-sdk,
/// src/Dapr.AspNetCore/DaprEndpointRouteBuilderExtensions.cs and Subscription.cs).
/// </summary>
public sealed class SubscribeHandlerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task ATopic() => AssertTellsAsync(
        """[{"topic":"songs","pubsubName":"pubsub","route":"events/songs"}]""",
        app => app.MapPost("/events/songs", Handle).WithTopic("pubsub", "songs"));

    [Fact]
    public Task ATopicByAttribute_WithADeadLetterTopic() => AssertTellsAsync(
        """[{"topic":"songs","pubsubName":"pubsub","route":"events/songs","deadLetterTopic":"dead"}]""",
        app => app.MapPost("/events/songs", [Topic("pubsub", "songs", "dead", false)] () => Results.Ok()));

    [Fact]
    public Task RawPayload_IsMetadata() => AssertTellsAsync(
        """[{"topic":"bytes","pubsubName":"pubsub","route":"bytes","metadata":{"rawPayload":"true"}}]""",
        app => app.MapPost("/bytes", Handle).WithTopic("pubsub", "bytes", enableRawPayload: true));

    [Fact]
    public Task RawPayload_OfAll() => AssertTellsAsync(
        """[{"topic":"bytes","pubsubName":"pubsub","route":"bytes","metadata":{"rawPayload":"true"}}]""",
        app => app.MapPost("/bytes", Handle).WithTopic("pubsub", "bytes"),
        new SubscribeOptions { EnableRawPayload = true });

    [Fact]
    public Task Metadata_OfOneNameIsJoined() => AssertTellsAsync(
        """[{"topic":"songs","pubsubName":"pubsub","route":"songs","metadata":{"queueType":"quorum","tag":"a,b"}}]""",
        app => app.MapPost("/songs", [TopicMetadata("queueType", "quorum"), TopicMetadata("tag", "a"), TopicMetadata("tag", "b")] () => Results.Ok())
            .WithTopic("pubsub", "songs"));

    [Fact]
    public Task MetadataOfOptions() => AssertTellsAsync(
        """[{"topic":"songs","pubsubName":"pubsub","route":"songs","metadata":{"queueType":"quorum"}}]""",
        app => app.MapPost("/songs", Handle).WithTopic("pubsub", "songs", new Dictionary<string, string> { ["queueType"] = "quorum" }));

    [Fact]
    public Task Rules_StandByPriority_AndTheEndpointWithoutOneIsTheDefault() => AssertTellsAsync(
        """
        [{"topic":"songs","pubsubName":"pubsub","routes":{"default":"others","rules":[
        {"match":"event.type == \u0022rock\u0022","path":"rock"},{"match":"event.type == \u0022jazz\u0022","path":"jazz"}]}}]
        """.ReplaceLineEndings(""),
        app =>
        {
            app.MapPost("/jazz", [Topic("pubsub", "songs", "event.type == \"jazz\"", 2)] () => Results.Ok());
            app.MapPost("/others", Handle).WithTopic("pubsub", "songs");
            app.MapPost("/rock", Handle).WithTopic(new TopicOptions
            {
                PubsubName = "pubsub",
                Name = "songs",
                Match = "event.type == \"rock\"",
                Priority = 1,
            });
        });

    [Fact]
    public Task Bulk() => AssertTellsAsync(
        """
        [{"topic":"a","pubsubName":"pubsub","route":"a","bulkSubscribe":{"enabled":true,"maxMessagesCount":100,"maxAwaitDurationMs":1000}},
        {"topic":"b","pubsubName":"pubsub","route":"b","bulkSubscribe":{"enabled":true,"maxMessagesCount":7,"maxAwaitDurationMs":40}}]
        """.ReplaceLineEndings(""),
        app =>
        {
            app.MapPost("/b", Handle).WithTopic("pubsub", "b")
                .WithBulkSubscribe(new BulkSubscribeTopicOptions { TopicName = "b", MaxMessagesCount = 7, MaxAwaitDurationMs = 40 });
            app.MapPost("/a", [Topic("pubsub", "a"), BulkSubscribe("a")] () => Results.Ok());
        });

    [Fact]
    public Task OneEndpoint_OfTwoTopics() => AssertTellsAsync(
        """[{"topic":"a","pubsubName":"one","route":"x"},{"topic":"a","pubsubName":"two","route":"x"}]""",
        app => app.MapPost("/x", [Topic("two", "a"), Topic("one", "a")] () => Results.Ok()));

    private static IResult Handle() => Results.Ok();

    private static async Task AssertTellsAsync(string expected, Action<WebApplication> map, SubscribeOptions? options = null)
    {
        await using var app = await TestApp.StartAsync("app", app =>
        {
            map(app);
            app.MapSubscribeHandler(options ?? new SubscribeOptions());
        });
        using var client = new HttpClient { BaseAddress = app.Address };

        Assert.Equal(expected, await client.GetStringAsync("/dapr/subscribe", Cancellation));
    }
}
