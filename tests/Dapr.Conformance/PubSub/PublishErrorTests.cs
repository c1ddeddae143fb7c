using System.Net;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>What publishing refuses, and in which words.</summary>
[Source(Pages.PubSubErrors)]
[Source(Pages.PubSubErrorTests)]
public sealed class PublishErrorTests(Subject subject) : ConformanceTests(subject)
{
    [Fact]
    public async Task AnUnknownPubSub_Is404()
    {
        using var response = await PostAsync("/v1.0/publish/nowhere/topic", "{}");

        await AssertErrorAsync(response, HttpStatusCode.NotFound, "ERR_PUBSUB_NOT_FOUND", "pubsub nowhere is not found");
    }

    [Fact]
    public async Task RawPayloadThatIsNoBoolean_Is400()
    {
        using var response = await PostAsync("/v1.0/publish/pubsub/plain?metadata.rawPayload=invalidBooleanValue", "");

        await AssertErrorAsync(
            response,
            HttpStatusCode.BadRequest,
            "ERR_PUBSUB_REQUEST_METADATA",
            "failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is 'invalidBooleanValue'");
    }

    [Fact]
    public async Task ACloudEventThatIsNoJson_Is500()
    {
        using var response = await PostAsync("/v1.0/publish/pubsub/plain", """{"}""", "application/cloudevents+json");

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent");
    }

    [Theory]
    [InlineData("subscribed")] // allowed, but not in this app's publishingScopes
    [InlineData("another")] // not among allowedTopics
    [Source(Pages.Scopes)]
    public async Task ATopicThatIsNotTheApps_Is403(string topic)
    {
        using var response = await PostAsync($"/v1.0/publish/scoped/{topic}", "{}");

        await AssertErrorAsync(
            response, HttpStatusCode.Forbidden, "ERR_PUBSUB_FORBIDDEN", $"topic {topic} is not allowed for app id conformance");
    }

    [Theory]
    [InlineData("secret", HttpStatusCode.Forbidden)]
    [InlineData("anything", HttpStatusCode.NoContent)]
    [Source(Pages.Scopes)]
    public async Task AProtectedTopic_IsForThoseWhoAreNamed(string topic, HttpStatusCode expected)
    {
        using var response = await PostAsync($"/v1.0/publish/guarded/{topic}", "{}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("published")]
    [Source(Pages.Scopes)]
    public async Task ATopicThatIsTheApps_Is204(string topic)
    {
        using var response = await PostAsync($"/v1.0/publish/scoped/{topic}", "{}");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }
}
