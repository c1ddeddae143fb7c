namespace MusicGraph.Dapr.Conformance.Invocation;

/// <summary>What travels with a call besides what the caller says.</summary>
public sealed class HopTests(Subject subject) : ConformanceTests(subject)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string TraceParent = $"00-{Trace}-b7ad6b7169203331-01";

    private readonly Subject _subject = subject;

    [Fact]
    [Source(Pages.TraceContext)]
    public async Task ATrace_GoesOn()
    {
        var id = NewId();
        using var response = await SendAsync(HttpMethod.Get, $"/v1.0/invoke/conformance/method/echo/{id}", headers: ("traceparent", TraceParent));

        Assert.StartsWith($"00-{Trace}-", (await App.WaitForAsync($"/echo/{id}", id)).Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    [Source(Pages.TraceContext)]
    [Source("dapr/dapr pkg/runtime/subscription/postman/http/http.go")]
    public async Task AnEventsTrace_GoesOnToTheApp()
    {
        var id = NewId();
        using var response = await SendAsync(
            HttpMethod.Post, "/v1.0/publish/pubsub/plain", $"\"{id}\"", headers: [("traceparent", TraceParent), ("tracestate", "vendor=1")]);

        var received = await App.WaitForAsync("/events/plain", id);
        Assert.StartsWith($"00-{Trace}-", received.Json.GetProperty("traceparent").GetString(), StringComparison.Ordinal);
        Assert.Equal("vendor=1", received.Json.GetProperty("tracestate").GetString());
        Assert.StartsWith($"00-{Trace}-", received.Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    [Source(Pages.TraceContext)]
    public async Task ACallWithoutATrace_GetsOne()
    {
        var id = NewId();
        using var response = await GetAsync($"/v1.0/invoke/conformance/method/echo/{id}");

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", (await App.WaitForAsync($"/echo/{id}", id)).Headers["traceparent"]);
    }

    [Fact]
    [Source(Pages.AppToken)]
    public async Task TheApp_IsSentItsToken()
    {
        Assert.SkipWhen(_subject.AppToken is null, "APP_API_TOKEN is not set.");
        var id = NewId();
        using var response = await GetAsync($"/v1.0/invoke/conformance/method/echo/{id}");

        Assert.Equal(_subject.AppToken, (await App.WaitForAsync($"/echo/{id}", id)).Headers["dapr-api-token"]);
    }

    [Fact]
    [Source(Pages.AppToken)]
    public async Task AnEvent_CarriesTheAppsToken()
    {
        Assert.SkipWhen(_subject.AppToken is null, "APP_API_TOKEN is not set.");
        var id = NewId();
        using var response = await PostAsync("/v1.0/publish/pubsub/plain", $$"""{"id":"{{id}}"}""");

        Assert.Equal(_subject.AppToken, (await App.WaitForAsync("/events/plain", id)).Headers["dapr-api-token"]);
    }
}
