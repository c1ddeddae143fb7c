using System.Net;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>How topics reach the routes that were asked for.</summary>
[Source(Pages.Subscriptions)]
public sealed class SubscriptionTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("plain", "/events/plain")]
    [InlineData("relative", "/events/relative")]
    [InlineData("defaulted", "/events/defaulted")]
    [InlineData("a/b/c", "/events/slashes")]
    [InlineData("declared", "/events/declared")]
    [InlineData("declared-v1", "/events/declared-v1")]
    [Source(Pages.PubSubApi)]
    public async Task AnEvent_ReachesItsRoute(string topic, string route)
    {
        var id = NewId();
        using var response = await PostAsync($"/v1.0/publish/pubsub/{topic}", $"\"{id}\"");

        AssertEmpty(HttpStatusCode.NoContent, response);
        var received = await App.WaitForAsync(route, id);
        Assert.Equal(topic, received.Json.GetProperty("topic").GetString());
    }

    [Fact]
    [Source(Pages.RawPayload)]
    public async Task ADeclaredRawSubscription_GetsBase64()
    {
        var id = NewId();
        using var response = await PostAsync("/v1.0/publish/pubsub/declared-raw?metadata.rawPayload=true", $"\"{id}\"");

        Assert.True((await App.WaitForAsync("/events/declared-raw", id)).Json.TryGetProperty("data_base64", out _));
    }

    [Fact]
    public async Task ASubscriptionOfOtherAppsOnly_IsNotThisApps()
    {
        var (others, after) = (NewId(), NewId());
        using var one = await PostAsync("/v1.0/publish/pubsub/of-another", $"\"{others}\"");
        using var two = await PostAsync("/v1.0/publish/pubsub/plain", $"\"{after}\"");

        AssertEmpty(HttpStatusCode.NoContent, one);
        await App.WaitForAsync("/events/plain", after);
        Assert.Equal(0, App.Count(others));
    }

    [Fact]
    [Source(Pages.Scopes)]
    public async Task ATopicOutsideOfSubscriptionScopes_IsNotDelivered()
    {
        var (outside, inside) = (NewId(), NewId());
        using var one = await PostAsync("/v1.0/publish/scoped/published", $"\"{outside}\"");
        using var two = await PostAsync("/v1.0/publish/scoped/open", $"\"{inside}\"");

        await App.WaitForAsync("/events/open", inside);
        Assert.Equal(0, App.Count(outside));
    }

    [Theory]
    [InlineData("declared-and-asked", "/events/asked")]
    [InlineData("declared-twice", "/events/declared-first")]
    [InlineData("asked-twice", "/events/asked-last")]
    [Source(Pages.SubscriptionStore)]
    [Source("dapr/dapr tests/integration/suite/daprd/subscriptions/mixed/http/match.go")]
    public async Task ATopicWithSeveralSubscriptions_HasOneThatCounts(string topic, string route)
    {
        var (id, after) = (NewId(), NewId());
        using var one = await PostAsync($"/v1.0/publish/pubsub/{topic}", $"\"{id}\"");
        await App.WaitForAsync(route, id);
        using var two = await PostAsync($"/v1.0/publish/pubsub/{topic}", $"\"{after}\"");
        await App.WaitForAsync(route, after);

        Assert.Equal(1, App.Count(id));
    }

    [Fact]
    [Source("dapr/dapr tests/integration/suite/daprd/pubsub/http/emptymatch.go")]
    public async Task ADeclaredRuleWithAnEmptyMatch_HoldsForEveryEvent()
    {
        var id = NewId();
        using var response = await PostAsync("/v1.0/publish/pubsub/declared-empty-match", $"\"{id}\"");

        await App.WaitForAsync("/events/empty-match", id);
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/processor/subscriber (GET /dapr/subscribe)")]
    public async Task TheApp_IsAskedForItsSubscriptions()
        => Assert.Equal("GET", (await App.WaitForAsync(request => request.Target == "/dapr/subscribe"))[0].Method);
}
