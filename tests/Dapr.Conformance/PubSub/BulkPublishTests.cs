using System.Net;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>Publishing many events in one call.</summary>
[Source(Pages.PubSubApi)]
[Source(Pages.Bulk)]
public sealed class BulkPublishTests(Subject subject) : ConformanceTests(subject)
{
    private const string Plain = "/v1.0-alpha1/publish/bulk/pubsub/plain";

    [Fact]
    public async Task EveryEvent_IsPublishedByItself()
    {
        var (text, json, cloudEvent) = (NewId(), NewId(), NewId());
        using var response = await PostAsync(Plain, $$$"""
            [{"entryId":"1","event":"{{{text}}}","contentType":"text/plain"},
             {"entryId":"2","event":{"message":"{{{json}}}"},"contentType":"application/json"},
             {"entryId":"3","event":{"specversion":"1.0","source":"/some/source","type":"example","id":"{{{cloudEvent}}}","data":"foo","datacontenttype":"text/plain"},
              "contentType":"application/cloudevents+json"}]
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        var first = (await App.WaitForAsync("/events/plain", text)).Json;
        var second = (await App.WaitForAsync("/events/plain", json)).Json;
        var third = (await App.WaitForAsync("/events/plain", cloudEvent)).Json;
        Assert.Equal((text, "text/plain"), (first.GetProperty("data").GetString(), first.GetProperty("datacontenttype").GetString()));
        Assert.Equal(json, second.GetProperty("data").GetProperty("message").GetString());
        Assert.Equal(("example", "foo"), (third.GetProperty("type").GetString(), third.GetProperty("data").GetString()));
    }

    [Fact]
    public async Task EveryEvent_IsACloudEventOfItsOwn()
    {
        var (one, two) = (NewId(), NewId());
        using var response = await PostAsync(Plain, $$"""
            [{"entryId":"1","event":"{{one}}","contentType":"text/plain"},{"entryId":"2","event":"{{two}}","contentType":"text/plain"}]
            """);

        var first = (await App.WaitForAsync("/events/plain", one)).Json;
        var second = (await App.WaitForAsync("/events/plain", two)).Json;
        Assert.NotEqual(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.All([first, second], item => Assert.Equal("com.dapr.event.sent", item.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task RawPayloads_AreNotWrapped()
    {
        var id = NewId();
        using var response = await PostAsync(
            "/v1.0-alpha1/publish/bulk/pubsub/raw?metadata.rawPayload=true", $$"""[{"entryId":"1","event":"{{id}}","contentType":"text/plain"}]""");

        var bytes = (await App.WaitForAsync("/events/raw", id)).Json.GetProperty("data_base64").GetBytesFromBase64();
        Assert.Equal(id, System.Text.Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    [Source(Pages.PubSubErrorTests)]
    public async Task AnUnknownPubSub_Is404()
    {
        using var response = await PostAsync("/v1.0-alpha1/publish/bulk/nowhere/topic", "[]");

        await AssertErrorAsync(response, HttpStatusCode.NotFound, "ERR_PUBSUB_NOT_FOUND", "pubsub nowhere is not found");
        await AssertDetailsAsync(response, ErrorInfo("DAPR_PUBSUB_NOT_FOUND", "{}"));
    }

    [Theory]
    [InlineData("""{"entryID": "}""")]
    [InlineData("""{"entryID": ""}""")]
    [Source(Pages.PubSubErrorTests)]
    public async Task ABodyThatIsNoList_Is400(string body)
    {
        using var response = await PostAsync(Plain, body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_PUBSUB_EVENTS_SER");
        var message = (await JsonAsync(response)).GetProperty("message").GetString()!;
        Assert.StartsWith("error when unmarshaling the request for topic plain pubsub pubsub: ", message, StringComparison.Ordinal);
        await AssertDetailsAsync(
            response, ErrorInfo("DAPR_PUBSUB_UNMARSHAL_EVENTS", """{"appID":"conformance"}"""), ResourceInfo("pubsub", "pubsub", message));
    }

    [Theory]
    [InlineData("""[{"event":"x","contentType":"text/plain"}]""")]
    [InlineData("""[{"entryId":"1","event":"x","contentType":"text/plain"},{"entryId":"1","event":"y","contentType":"text/plain"}]""")]
    [Source(Pages.HttpApi)]
    [Source(Pages.PubSubErrors)]
    public async Task EntriesWithoutAnIdOfTheirOwn_Are400(string body)
    {
        using var response = await PostAsync(Plain, body);

        const string Reason = "entryId is duplicated or not present for entry";
        const string Message = "error marshaling events to bytes for topic plain pubsub pubsub. error: " + Reason;
        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_PUBSUB_EVENTS_SER", Message);
        await AssertDetailsAsync(
            response,
            ErrorInfo("DAPR_PUBSUB_MARSHAL_EVENTS", $$"""{"appID":"conformance","error":"{{Reason}}"}"""),
            ResourceInfo("pubsub", "pubsub", Message));
    }

    [Theory]
    [InlineData("7", "text/plain")]
    [InlineData("{}", "application/octet-stream")]
    [InlineData("\"x\"", "image/png")]
    [Source("dapr/dapr pkg/api/http/util.go (ConvertEventToBytes)")]
    [Source(Pages.PubSubErrors)]
    [Source(Pages.ErrorCodes)]
    public async Task AnEventThatIsNotOfItsContentType_Is400(string data, string contentType)
    {
        using var response = await PostAsync(Plain, $$"""[{"entryId":"1","event":{{data}},"contentType":"{{contentType}}"}]""");

        const string Reason = "error: mismatch between contentType and event";
        const string Message = "error when marshalling cloud event envelope for topic plain pubsub pubsub: " + Reason;
        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_PUBSUB_EVENTS_SER", Message);
        await AssertDetailsAsync(
            response,
            ErrorInfo("DAPR_PUBSUB_MARSHAL_ENVELOPE", $$"""{"appID":"conformance","error":"{{Reason}}"}"""),
            ResourceInfo("pubsub", "pubsub", Message));
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/util.go (ConvertEventToBytes)")]
    [Source(Pages.PubSubErrors)]
    public async Task BytesThatAreNoBase64_Are400()
    {
        using var response = await PostAsync(Plain, """[{"entryId":"1","event":"!","contentType":"application/octet-stream"}]""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_PUBSUB_EVENTS_SER");
        Assert.Equal("DAPR_PUBSUB_MARSHAL_ENVELOPE", (await DetailAsync(response, "ErrorInfo")).GetProperty("reason").GetString());
    }

    [Fact]
    [Source(Pages.Scopes)]
    public async Task ATopicThatIsNotTheApps_Is403()
    {
        using var response = await PostAsync(
            "/v1.0-alpha1/publish/bulk/scoped/another", """[{"entryId":"1","event":"x","contentType":"text/plain"}]""");

        await AssertErrorAsync(
            response, HttpStatusCode.Forbidden, "ERR_PUBSUB_FORBIDDEN", "topic another is not allowed for app id conformance");
    }
}
