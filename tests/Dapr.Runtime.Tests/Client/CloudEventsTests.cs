using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Client;

/// <summary>What a handler sees of a CloudEvent behind <c>UseCloudEvents</c> (dapr/dotnet-sdk, src/Dapr.AspNetCore/CloudEventsMiddleware.cs).</summary>
public sealed class CloudEventsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"data":{"a":1}}""", "application/json", """{"a":1}""")]
    [InlineData("""{"data":[1, 2],"datacontenttype":"text/plain"}""", "text/plain", "[1, 2]")]
    [InlineData("""{"data":"Hello, \"world\"","datacontenttype":"text/plain; charset=utf-8"}""", "text/plain", "Hello, \"world\"")]
    [InlineData("""{"data":"text","datacontenttype":"application/json"}""", "application/json", "\"text\"")]
    [InlineData("""{"data":"text","datacontenttype":"application/vnd.song+json"}""", "application/vnd.song+json", "\"text\"")]
    [InlineData("""{"data_base64":"cmF3","datacontenttype":"application/octet-stream"}""", "application/octet-stream", "raw")]
    [InlineData("""{"DATA":7,"DataContentType":"application/json"}""", "application/json", "7")]
    [InlineData("""{"id":"1"}""", "", "")]
    public async Task TheBody_IsTheData(string cloudEvent, string contentType, string data)
        => Assert.Equal($"{contentType}|{data}", await SeeAsync(cloudEvent, new CloudEventsMiddlewareOptions()));

    [Fact]
    public async Task Text_StaysJsonWhereDecodingIsSuppressed() => Assert.Equal(
        "text/plain|\"text\"",
        await SeeAsync("""{"data":"text","datacontenttype":"text/plain"}""", new() { SuppressJsonDecodingOfTextPayloads = true }));

    [Fact]
    public async Task Attributes_BecomeHeaders_AllOrThoseThatAreNamed()
    {
        const string Event = """{"id":"1","type":"song","subject":"a","data":1,"traceparent":"t"}""";

        Assert.Equal(
            "Cloudevent.id=1,Cloudevent.subject=a,Cloudevent.type=song",
            await SeeHeadersAsync(Event, new() { ForwardCloudEventPropertiesAsHeaders = true }));
        Assert.Equal(
            "Cloudevent.type=song",
            await SeeHeadersAsync(Event, new() { ForwardCloudEventPropertiesAsHeaders = true, IncludedCloudEventPropertiesAsHeaders = ["Type"] }));
        Assert.Equal(
            "Cloudevent.id=1,Cloudevent.subject=a",
            await SeeHeadersAsync(Event, new() { ForwardCloudEventPropertiesAsHeaders = true, ExcludedCloudEventPropertiesFromHeaders = ["type"] }));
        Assert.Empty(await SeeHeadersAsync(Event, new()));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"data_base64":"!"}""")]
    [InlineData("""{"data":1,"data_base64":"cmF3"}""")]
    public async Task ABodyThatIsNoCloudEvent_Is400(string body)
    {
        await using var app = await StartAsync(new CloudEventsMiddlewareOptions());
        using var client = new HttpClient { BaseAddress = app.Address };

        using var response = await client.PostTextAsync("/body", body, "application/cloudevents+json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task APlainRequest_IsLeftAlone()
    {
        await using var app = await StartAsync(new CloudEventsMiddlewareOptions());
        using var client = new HttpClient { BaseAddress = app.Address };

        using var response = await client.PostTextAsync("/body", """{"data":1}""");

        Assert.Equal("""application/json|{"data":1}""", await response.TextAsync());
    }

    private static Task<string> SeeAsync(string cloudEvent, CloudEventsMiddlewareOptions options) => PostAsync("/body", cloudEvent, options);

    private static Task<string> SeeHeadersAsync(string cloudEvent, CloudEventsMiddlewareOptions options) => PostAsync("/headers", cloudEvent, options);

    private static async Task<string> PostAsync(string path, string cloudEvent, CloudEventsMiddlewareOptions options)
    {
        await using var app = await StartAsync(options);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var response = await client.PostTextAsync(path, cloudEvent, "application/cloudevents+json; charset=utf-8");
        return await response.TextAsync();
    }

    private static Task<TestApp> StartAsync(CloudEventsMiddlewareOptions options) => TestApp.StartAsync("app", app =>
    {
        app.UseCloudEvents(options);
        app.MapPost("/body", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return $"{request.ContentType}|{await reader.ReadToEndAsync(Cancellation)}";
        });
        app.MapPost("/headers", (HttpRequest request) => string.Join(',', request.Headers
            .Where(header => header.Key.StartsWith("Cloudevent.", StringComparison.Ordinal))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}={header.Value}")));
    });
}
