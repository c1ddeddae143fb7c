using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/pubsub_api/ and …/pubsub-cloudevents/.</summary>
public sealed class PubSubApiTests : IAsyncLifetime
{
    private const string Declared = """
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: declared
        spec:
          pubsubname: pubsub
          topic: declared
          routes:
            default: /declared
        scopes: [consumer]
        """;

    private readonly TestRuntime _runtime = new(TestRuntime.PubSub, Declared);
    private readonly BlockingCollection<(string Path, string? ContentType, JsonElement Body, (string Parent, string State) Trace)> _events = [];
    private readonly ConcurrentQueue<Func<HttpResponse, Task>> _answers = new();
    private TestApp _app = null!;
    private HttpClient _publisher = null!;
    private HttpClient _consumer = null!;
    private Sidecar _sidecar = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("consumer", app =>
        {
            app.MapGet("/dapr/subscribe", () => Results.Text(
                """
                [{"pubsubname":"pubsub","topic":"songs","route":"/songs","deadLetterTopic":"dead"},
                 {"pubsubname":"pubsub","topic":"dead","route":"/dead"},
                 {"pubsubname":"pubsub","topic":"raw","route":"raw","metadata":{"rawPayload":"true"}},
                 {"pubsubname":"pubsub","topic":"a/b","routes":{"default":"/nested"}}]
                """,
                "application/json"));
            app.MapPost("/{route}", HandleAsync);
        });
        (_sidecar, _consumer) = await _runtime.StartAsync(_app);
        (_, _publisher) = await _runtime.StartAsync("publisher");
    }

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        _consumer.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
        _events.Dispose();
    }

    [Fact]
    public async Task Publish_Json_ComesAsACloudEvent()
    {
        await PublishAsync("songs", """{"title":"A & B","n":12345678901234567890}""");

        var (path, contentType, body, _) = Next();
        Assert.Equal("/songs", path);
        Assert.Equal("application/cloudevents+json", contentType);
        Assert.Equal("1.0", Text(body, "specversion"));
        Assert.Equal("com.dapr.event.sent", Text(body, "type"));
        Assert.Equal("publisher", Text(body, "source"));
        Assert.Equal("songs", Text(body, "topic"));
        Assert.Equal("pubsub", Text(body, "pubsubname"));
        Assert.StartsWith("application/json", Text(body, "datacontenttype"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(body, "id")!);
        Assert.Equal("""{"title":"A & B","n":12345678901234567890}""", body.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("text/plain", "some text", "data", "some text")]
    [InlineData("application/octet-stream", "bytes", "data_base64", "Ynl0ZXM=")]
    [InlineData("application/json", "{no json", "data", "{no json")]
    public async Task Publish_OtherData_IsWrappedByItsType(string contentType, string data, string field, string expected)
    {
        await PublishAsync("songs", data, contentType);

        Assert.Equal(expected, Text(Next().Body, field));
    }

    [Fact]
    public async Task Publish_ACloudEvent_KeepsWhatTheAppSet()
    {
        await PublishAsync(
            "songs",
            """{"specversion":"1.0","type":"my.type","source":"me","id":"id-1","datacontenttype":"application/json","data":{"a":1},"ext":"x"}""",
            "application/cloudevents+json");

        var body = Next().Body;
        Assert.Equal(("id-1", "my.type", "me", "x"), (Text(body, "id"), Text(body, "type"), Text(body, "source"), Text(body, "ext")));
        Assert.Equal(("songs", "pubsub"), (Text(body, "topic"), Text(body, "pubsubname")));
        Assert.Equal("""{"a":1}""", body.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Publish_WithCloudEventMetadata_OverridesFields()
    {
        await PublishAsync("songs?metadata.cloudevent.id=x1&metadata.cloudevent.type=t1&metadata.cloudevent.source=s1", "{}");

        var body = Next().Body;
        Assert.Equal(("x1", "t1", "s1"), (Text(body, "id"), Text(body, "type"), Text(body, "source")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publish_ATraceContext_IsInTheEventAndOnTheWayToTheApp(bool hasListener)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => hasListener && source.Name == "MusicGraph.Dapr.Runtime",
            Sample = (ref ActivityCreationOptions<ActivityContext> options)
                => options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/publish/pubsub/songs")
        {
            Content = new StringContent("1"),
            Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" }, { "tracestate", "vendor=1" } },
        };
        (await _publisher.SendAsync(request, Cancellation)).Dispose();

        var (_, _, body, header) = Next();
        Assert.StartsWith($"00-{trace}-", Text(body, "traceparent"), StringComparison.Ordinal);
        Assert.Equal("vendor=1", Text(body, "tracestate"));
        Assert.StartsWith($"00-{trace}-", header.Parent, StringComparison.Ordinal);
        Assert.Equal("vendor=1", header.State);
        Assert.Equal(hasListener, header.Parent != Text(body, "traceparent"));
    }

    [Fact]
    public async Task RawPayload_OnBothSides_ComesAsBase64()
    {
        await PublishAsync("raw?metadata.rawPayload=true", "just bytes", "text/plain");

        var (path, _, body, _) = Next();
        Assert.Equal("/raw", path);
        Assert.Equal("just bytes"u8.ToArray(), body.GetProperty("data_base64").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("declared", "/declared")]
    [InlineData("a/b", "/nested")]
    public async Task Subscriptions_OfFilesAndRoutes_AreServed(string topic, string route)
    {
        await PublishAsync(topic, "1");

        Assert.Equal(route, Next().Path);
    }

    [Fact]
    public async Task Answers_DecideWhetherAnEventComesAgain()
    {
        _answers.Enqueue(response => { response.StatusCode = 500; return Task.CompletedTask; });
        _answers.Enqueue(response => response.WriteAsJsonAsync(new { status = "RETRY" }, Cancellation));
        _answers.Enqueue(response => response.WriteAsJsonAsync(new { status = "SUCCESS" }, Cancellation));
        await PublishAsync("declared", "1");
        await PublishAsync("declared", "2");

        var numbers = Enumerable.Range(0, 4).Select(_ => Next().Body.GetProperty("data").GetInt32()).ToList();
        Assert.Equal([1, 1, 1, 2], numbers);
    }

    [Fact]
    public async Task AnEventThatTheAppDrops_GoesToTheDeadLetterTopic()
    {
        _answers.Enqueue(response => response.WriteAsJsonAsync(new { status = "DROP" }, Cancellation));
        await PublishAsync("songs", "1");

        var (first, second) = (Next(), Next());
        Assert.Equal(("/songs", "/dead"), (first.Path, second.Path));
        Assert.Equal(Text(first.Body, "id"), Text(second.Body, "id"));
    }

    [Fact]
    public async Task AnEventThatIsRefused_GoesToTheDeadLetterTopicAtOnceWithoutARetryPolicy()
    {
        _answers.Enqueue(response => { response.StatusCode = 503; return Task.CompletedTask; });
        await PublishAsync("songs", "1");

        Assert.Equal(["/songs", "/dead"], new[] { Next(), Next() }.Select(item => item.Path));
    }

    [Fact]
    public async Task AnEventThatExpiredOnItsWay_IsNotDelivered()
    {
        // The first is handled only once the others are queued and the second's time has run out.
        var queued = new TaskCompletionSource();
        _answers.Enqueue(_ => queued.Task.WaitAsync(Cancellation));
        await PublishAsync("declared", "1");
        await PublishAsync("declared?metadata.ttlInSeconds=5", "2");
        await PublishAsync("declared", "3");
        _runtime.Time.Advance(TimeSpan.FromSeconds(10));
        queued.SetResult();

        Assert.Equal([1, 3], new[] { Next(), Next() }.Select(item => item.Body.GetProperty("data").GetInt32()));
    }

    [Fact]
    public async Task AnEventWithoutARoute_IsDroppedAndTheNextComes()
    {
        _answers.Enqueue(response => { response.StatusCode = 404; return Task.CompletedTask; });
        await PublishAsync("declared", "1");
        await PublishAsync("declared", "2");

        Assert.Equal([1, 2], new[] { Next(), Next() }.Select(item => item.Body.GetProperty("data").GetInt32()));
    }

    [Fact]
    public async Task AnAnswerOfItsOwn_CountsAsHandled()
    {
        _answers.Enqueue(response => response.WriteAsync("thanks", Cancellation));
        await PublishAsync("songs", "1");
        await PublishAsync("songs", "2");

        Assert.Equal([1, 2], new[] { Next(), Next() }.Select(item => item.Body.GetProperty("data").GetInt32()));
    }

    [Theory]
    [InlineData("nowhere/songs", HttpStatusCode.NotFound, "ERR_PUBSUB_NOT_FOUND")]
    [InlineData("pubsub/", HttpStatusCode.NotFound, "ERR_TOPIC_NAME_EMPTY")]
    [InlineData("pubsub/songs?metadata.rawPayload=perhaps", HttpStatusCode.BadRequest, "ERR_PUBSUB_REQUEST_METADATA")]
    public async Task Publish_ToNowhere_IsAnError(string path, HttpStatusCode status, string code)
    {
        using var response = await _publisher.PostTextAsync("/v1.0/publish/" + path, "1");

        Assert.Equal((status, code), (response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASidecarThatStopsOrDeliversNoMore_LetsTheAppFinishWhatItWorksOn_AndBeginsNothingNew(bool stops)
    {
        var (release, finished) = (new TaskCompletionSource(), false);
        _answers.Enqueue(async _ =>
        {
            await release.Task.WaitAsync(Cancellation);
            finished = true;
        });
        await PublishAsync("declared", "1");
        await PublishAsync("declared", "2");
        Next();

        var ending = stops ? _sidecar.StopAsync(Cancellation) : _sidecar.EndDeliveriesAsync();
        Assert.False(ending.IsCompleted);
        release.SetResult();
        await ending;

        Assert.True(finished);
        Assert.Empty(_events);
        Assert.NotEqual(stops, await Condition.SucceedsAsync(_consumer, "/v1.0/healthz", Cancellation));
    }

    [Fact]
    public async Task Metadata_ListsComponentsAndSubscriptions()
    {
        var metadata = await (await _consumer.GetAsync("/v1.0/metadata", Cancellation)).JsonAsync();

        Assert.Equal("consumer", Text(metadata, "id"));
        Assert.Equal("pubsub.in-memory", Text(metadata.GetProperty("components")[0], "type"));
        var songs = metadata.GetProperty("subscriptions").EnumerateArray().Single(item => Text(item, "topic") == "songs");
        Assert.Equal("/songs", Text(songs.GetProperty("rules")[0], "path"));
        Assert.Equal("PROGRAMMATIC", Text(songs, "type"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task PublishAsync(string topic, string body, string contentType = "application/json")
    {
        using var response = await _publisher.PostTextAsync("/v1.0/publish/pubsub/" + topic, body, contentType);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private (string Path, string? ContentType, JsonElement Body, (string Parent, string State) Trace) Next() => _events.Take(Cancellation);

    private async Task HandleAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: Cancellation);
        var headers = context.Request.Headers;
        _events.Add((context.Request.Path, context.Request.ContentType, document.RootElement.Clone(), (headers.TraceParent.ToString(), headers.TraceState.ToString())), Cancellation);
        if (_answers.TryDequeue(out var answer))
            await answer(context.Response);
    }
}
