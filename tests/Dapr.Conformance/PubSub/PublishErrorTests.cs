using System.Net;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>What publishing refuses, and in which words.</summary>
[Source(Pages.PubSubErrors)]
[Source(Pages.PubSubErrorTests)]
public sealed class PublishErrorTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("?metadata.some=thing&other=1", """{"some":"thing"}""")]
    public async Task AnUnknownPubSub_Is404(string query, string metadata)
    {
        using var response = await PostAsync("/v1.0/publish/nowhere/topic" + query, "{}");

        await AssertErrorAsync(response, HttpStatusCode.NotFound, "ERR_PUBSUB_NOT_FOUND", "pubsub nowhere is not found");
        await AssertDetailsAsync(response, ErrorInfo("DAPR_PUBSUB_NOT_FOUND", metadata));
    }

    [Fact]
    public async Task RawPayloadThatIsNoBoolean_Is400()
    {
        using var response = await PostAsync("/v1.0/publish/pubsub/plain?metadata.rawPayload=invalidBooleanValue", "");

        const string Message = "failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is 'invalidBooleanValue'";
        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_PUBSUB_REQUEST_METADATA", Message);
        await AssertDetailsAsync(
            response,
            ErrorInfo("DAPR_PUBSUB_METADATA_DESERIALIZATION", """{"rawPayload":"invalidBooleanValue"}"""),
            ResourceInfo("pubsub", "pubsub", Message));
    }

    [Fact]
    public async Task ACloudEventThatIsNoJson_Is500()
    {
        using var response = await PostAsync("/v1.0/publish/pubsub/plain", """{"}""", "application/cloudevents+json");

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent");
        var error = await DetailAsync(response, "ErrorInfo");
        Assert.Equal("DAPR_PUBSUB_CLOUD_EVENT_CREATION", error.GetProperty("reason").GetString());
        Assert.Equal("conformance", error.GetProperty("metadata").GetProperty("appID").GetString());
        Assert.NotEmpty(error.GetProperty("metadata").GetProperty("error").GetString()!);
        await AssertDetailsAsync(response, error.GetRawText(), ResourceInfo("pubsub", "pubsub", "cannot create cloudevent"));
    }

    [Theory]
    [InlineData("subscribed")] // allowed, but not in this app's publishingScopes
    [InlineData("another")] // not among allowedTopics
    [Source(Pages.Scopes)]
    public async Task ATopicThatIsNotTheApps_Is403(string topic)
    {
        using var response = await PostAsync($"/v1.0/publish/scoped/{topic}", "{}");

        var message = $"topic {topic} is not allowed for app id conformance";
        await AssertErrorAsync(response, HttpStatusCode.Forbidden, "ERR_PUBSUB_FORBIDDEN", message);
        await AssertDetailsAsync(
            response,
            ErrorInfo("DAPR_PUBSUB_FORBIDDEN", $$"""{"topic":"{{topic}}","error":"{{message}}"}"""),
            ResourceInfo("pubsub", "scoped", message));
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
