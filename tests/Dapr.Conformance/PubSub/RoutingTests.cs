namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>Rules that choose a route by what is in an event.</summary>
[Source(Pages.Routing)]
public sealed class RoutingTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("rules")]
    [InlineData("declared-rules")]
    public async Task AnEvent_GoesWhereTheFirstRuleThatHoldsSays(string topic)
    {
        await AssertRouteAsync(topic, "widget", "{}", "/events/widgets");
        await AssertRouteAsync(topic, "gadget", "{}", "/events/gadgets");
        await AssertRouteAsync(topic, "other", "{}", "/events/products");
    }

    [Theory]
    [InlineData("""{"important":true}""", "/events/important")]
    [InlineData("""{"important":false}""", "/events/products")]
    [InlineData("""{"important":"true"}""", "/events/products")]
    [InlineData("""{}""", "/events/products")]
    public Task ARule_MayAskWhetherADatumIsThere(string data, string route) => AssertRouteAsync("rules", "any", data, route);

    [Theory]
    [InlineData("""{"amount":10001}""", "/events/large")]
    [InlineData("""{"amount":10000}""", "/events/products")]
    [InlineData("""{"amount":10000.5}""", "/events/large")]
    public Task ARule_MayCompareNumbers(string data, string route) => AssertRouteAsync("rules", "deposit", data, route);

    [Theory]
    [InlineData("a", "/events/first")] // both hold: the first counts
    [InlineData("b", "/events/second")]
    public Task Rules_AreTriedInTheirOrder(string type, string route) => AssertRouteAsync("order", type, "{}", route);

    [Fact]
    [Source("dapr/dapr pkg/runtime/subscription/subscription.go (shouldProcess)")]
    public async Task AnEventThatNoRuleIsFor_IsDroppedWhereThereIsNoDefault()
    {
        var (none, after) = (NewId(), NewId());
        using var one = await PublishAsync("nodefault", "other", "{}", none);
        using var two = await PublishAsync("nodefault", "known", "{}", after);

        await App.WaitForAsync("/events/known", after);
        Assert.Equal(0, App.Count(none));
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/subscription/subscription.go (shouldProcess)")]
    public async Task AnEventThatNoRuleIsFor_GoesToTheDeadLetterTopicWhereThereIsOne()
    {
        var id = NewId();
        using var response = await PublishAsync("nodefault-dead", "other", "{}", id);

        await App.WaitForAsync("/events/dead", id);
    }

    private async Task AssertRouteAsync(string topic, string type, string data, string route)
    {
        var id = NewId();
        using var response = await PublishAsync(topic, type, data, id);

        var received = await App.WaitForAsync(request => request.Body.Contains(id, StringComparison.Ordinal));
        Assert.Equal(route, received[0].Target);
    }

    private Task<HttpResponseMessage> PublishAsync(string topic, string type, string data, string id)
        => PostAsync($"/v1.0/publish/pubsub/{topic}?metadata.cloudevent.type={type}&metadata.cloudevent.id={id}", data);
}
