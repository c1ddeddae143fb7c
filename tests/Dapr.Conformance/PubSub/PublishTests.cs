using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.PubSub;

/// <summary>What becomes of what is published, on its way to the app.</summary>
[Source(Pages.PubSubApi)]
public sealed class PublishTests(Subject subject) : ConformanceTests(subject)
{
    private const string Plain = "/v1.0/publish/pubsub/plain";

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [Source(Pages.HttpApi)]
    public async Task Publish_Answers204WithNothing(string method)
    {
        using var response = await SendAsync(new HttpMethod(method), Plain, "{}");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Fact]
    [Source(Pages.CloudEvents)]
    [Source(Pages.Envelope)]
    public async Task Json_IsWrappedInACloudEvent()
    {
        var received = await PublishAsync("application/json", id => $$"""{"id":"{{id}}","status":"completed"}""");

        Assert.Equal("POST", received.Method);
        Assert.StartsWith("application/cloudevents+json", received.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("1.0", Text(received, "specversion"));
        Assert.Equal("com.dapr.event.sent", Text(received, "type"));
        Assert.Equal(Subject.AppId, Text(received, "source"));
        Assert.Equal("plain", Text(received, "topic"));
        Assert.Equal("pubsub", Text(received, "pubsubname"));
        Assert.Equal("application/json", Text(received, "datacontenttype"));
        Assert.Equal("completed", received.Json.GetProperty("data").GetProperty("status").GetString());
        Assert.True(Guid.TryParse(Text(received, "id"), out _));
    }

    [Fact]
    [Source(Pages.CloudEvents)]
    public async Task TheCloudEvent_TellsTheTime()
    {
        var received = await PublishAsync("application/json", id => $"\"{id}\"");

        var time = DateTimeOffset.Parse(Text(received, "time")!, CultureInfo.InvariantCulture);
        Assert.InRange((DateTimeOffset.UtcNow - time).TotalMinutes, -1, 1);
    }

    [Fact]
    [Source(Pages.CloudEvents)]
    public async Task TheCloudEvent_TellsItsTrace()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var id = NewId();
        using var response = await SendAsync(
            HttpMethod.Post, Plain, $"\"{id}\"", headers: ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));
        var received = await App.WaitForAsync("/events/plain", id);

        Assert.StartsWith($"00-{Trace}-", Text(received, "traceparent"), StringComparison.Ordinal);
        Assert.Equal(Text(received, "traceparent"), Text(received, "traceid"));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("text/xml", "text/xml")]
    [InlineData("application/vnd.song+json", "application/vnd.song+json")]
    [InlineData(null, "text/plain")]
    [Source(Pages.Envelope)]
    public async Task TheContentType_IsTheDatas(string? contentType, string expected)
    {
        var received = await PublishAsync(contentType, id => $"\"{id}\"");

        Assert.Equal(expected, Text(received, "datacontenttype"));
    }

    [Theory]
    [InlineData("application/json", "\"text\"", "\"text\"")]
    [InlineData("application/json", "12345678901234567890", "12345678901234567890")]
    [InlineData("application/json", "[1,null,true]", "[1,null,true]")]
    [InlineData("application/json", "{no json", "\"{no json\"")] // what is no JSON is text
    [InlineData("text/plain", "say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData("text/xml", "<note/>", "\"<note/>\"")]
    [Source(Pages.Envelope)]
    public async Task TheData_IsJsonOrText(string contentType, string body, string expected)
    {
        // The id travels in the event's own, because the body has no place for one.
        var id = NewId();
        using var response = await PostAsync($"{Plain}?metadata.cloudevent.id={id}", body, contentType);
        var received = await App.WaitForAsync("/events/plain", id);

        using var data = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(data.RootElement, received.Json.GetProperty("data")), received.Body);
    }

    [Fact]
    [Source(Pages.Envelope)]
    public async Task Binary_TravelsAsBase64()
    {
        var id = NewId();
        using var content = new ByteArrayContent([0, 1, 0xff, .. Encoding.UTF8.GetBytes(id)]);
        content.Headers.ContentType = new("application/octet-stream");
        using var response = await Dapr.PostAsync(Plain, content, Cancellation);

        var received = await App.WaitForAsync("/events/plain", id);
        Assert.Equal([0, 1, 0xff, .. Encoding.UTF8.GetBytes(id)], received.Json.GetProperty("data_base64").GetBytesFromBase64());
        Assert.False(received.Json.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("source", "payment")]
    [InlineData("type", "order.made")]
    [InlineData("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("tracestate", "vendor=1")]
    [Source(Pages.CloudEvents)]
    public async Task AnAttribute_MayBeGivenAsMetadata(string attribute, string value)
    {
        var id = NewId();
        using var response = await PostAsync($"{Plain}?metadata.cloudevent.{attribute}={value}", $"\"{id}\"");

        Assert.Equal(value, Text(await App.WaitForAsync("/events/plain", id), attribute));
    }

    [Fact]
    [Source(Pages.CloudEvents)]
    [Source(Pages.Envelope)]
    public async Task ACloudEvent_StaysAsItIs()
    {
        var received = await PublishAsync("application/cloudevents+json", id => $$"""
            {"specversion":"1.0","type":"mine","source":"urn:me","subject":"s","id":"{{id}}","time":"2021-08-02T09:00:00Z",
             "datacontenttype":"application/json","data":{"orderId":"100"},"extra":"kept"}
            """);

        Assert.Equal(
            ("mine", "urn:me", "s", "2021-08-02T09:00:00Z", "kept"),
            (Text(received, "type"), Text(received, "source"), Text(received, "subject"), Text(received, "time"), Text(received, "extra")));
        Assert.Equal("100", received.Json.GetProperty("data").GetProperty("orderId").GetString());
        Assert.Equal(("plain", "pubsub"), (Text(received, "topic"), Text(received, "pubsubname")));
    }

    [Fact]
    [Source(Pages.Envelope)]
    public async Task ACloudEvent_IsGivenWhatItLacks()
    {
        var received = await PublishAsync("application/cloudevents+json", id => $$"""{"id":"{{id}}","data":1}""");

        Assert.Equal(
            ("Dapr", "com.dapr.event.sent", "1.0"), (Text(received, "source"), Text(received, "type"), Text(received, "specversion")));
    }

    [Fact]
    [Source(Pages.RawPayload)]
    [Source(Pages.Envelope)]
    public async Task ARawPayload_ComesInBase64ToWhoSubscribesToSuch()
    {
        var id = NewId();
        var body = $$"""{"order-number":"{{id}}"}""";
        using var response = await PostAsync("/v1.0/publish/pubsub/raw?metadata.rawPayload=true", body);

        AssertEmpty(HttpStatusCode.NoContent, response);
        var received = await App.WaitForAsync("/events/raw", id);
        Assert.Equal(body, Encoding.UTF8.GetString(received.Json.GetProperty("data_base64").GetBytesFromBase64()));
        Assert.Equal(
            ("application/octet-stream", "Dapr", "com.dapr.event.sent", "raw", "pubsub"),
            (Text(received, "datacontenttype"), Text(received, "source"), Text(received, "type"), Text(received, "topic"), Text(received, "pubsubname")));
    }

    [Fact]
    [Source(Pages.RawPayload)]
    [Source(Pages.Envelope)]
    public async Task ACloudEvent_ComesWholeInBase64ToWhoSubscribesToRawPayloads()
    {
        var id = NewId();
        using var response = await PostAsync("/v1.0/publish/pubsub/raw", $"\"{id}\"");

        var received = await App.WaitForAsync("/events/raw", id);
        using var inner = JsonDocument.Parse(received.Json.GetProperty("data_base64").GetBytesFromBase64());
        Assert.Equal(id, inner.RootElement.GetProperty("data").GetString());
    }

    [Fact]
    [Source(Pages.MessageTtl)]
    [Source(Pages.Envelope)]
    public async Task AnEventWithATimeToLive_SaysWhenItExpires()
    {
        var id = NewId();
        using var response = await PostAsync($"{Plain}?metadata.ttlInSeconds=600", $"\"{id}\"");

        var expiration = DateTimeOffset.Parse(Text(await App.WaitForAsync("/events/plain", id), "expiration")!, CultureInfo.InvariantCulture);
        Assert.InRange((expiration - DateTimeOffset.UtcNow).TotalSeconds, 500, 610);
    }

    [Fact]
    [Source(Pages.MessageTtl)]
    [Source(Pages.Envelope)]
    public async Task AnEventThatHasExpired_IsNotDelivered()
    {
        var (late, after) = (NewId(), NewId());
        using var expired = await PostAsync(
            Plain, $$"""{"id":"{{late}}","source":"s","type":"t","specversion":"1.0","expiration":"2020-01-01T00:00:00Z","data":1}""", "application/cloudevents+json");
        using var response = await PostAsync(Plain, $"\"{after}\"");

        AssertEmpty(HttpStatusCode.NoContent, expired);
        await App.WaitForAsync("/events/plain", after);
        Assert.Equal(0, App.Count(late));
    }

    private async Task<Received> PublishAsync(string? contentType, Func<string, string> body)
    {
        var id = NewId();
        using var response = await PostAsync(Plain, body(id), contentType);
        AssertEmpty(HttpStatusCode.NoContent, response);
        return await App.WaitForAsync("/events/plain", id);
    }

    private static string? Text(Received received, string attribute)
        => received.Json.TryGetProperty(attribute, out var value) ? value.GetString() : null;
}
