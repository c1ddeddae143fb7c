using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/.</summary>
public sealed class BulkPubSubApiTests : IAsyncLifetime
{
    private readonly TestRuntime _runtime = new(TestRuntime.PubSub);
    private readonly BlockingCollection<(string Path, JsonElement Body)> _requests = [];
    private readonly ConcurrentQueue<Func<JsonElement, object>> _answers = new();
    private TestApp _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("app", app =>
        {
            app.MapGet("/dapr/subscribe", () => Results.Text(
                """
                [{"pubsubname":"pubsub","topic":"bulk","deadLetterTopic":"dead","bulkSubscribe":{"enabled":true,"maxMessagesCount":3,"maxAwaitDurationMs":100},
                  "routes":{"rules":[{"match":"event.data == 0","path":"/zero"}],"default":"/bulk"}},
                 {"pubsubname":"pubsub","topic":"raw","route":"/raw","metadata":{"rawPayload":"true"},"bulkSubscribe":{"enabled":true,"maxMessagesCount":2}},
                 {"pubsubname":"pubsub","topic":"single","route":"/single"},
                 {"pubsubname":"pubsub","topic":"dead","route":"/dead"}]
                """,
                "application/json"));
            app.MapPost("/{route}", (Delegate)HandleAsync);
        });
        (_, _client) = await _runtime.StartAsync(_app);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
        _requests.Dispose();
    }

    [Theory]
    [InlineData("/v1.0/publish/bulk/pubsub/single")]
    [InlineData("/v1.0-alpha1/publish/bulk/pubsub/single")]
    public async Task BulkPublish_SeveralEntries_ComeInTheirOrderByTheirTypes(string path)
    {
        using var response = await _client.PostTextAsync(
            path + "?metadata.cloudevent.source=all",
            """
            [{"entryId":"1","event":{"a":1},"contentType":"application/json"},
             {"entryId":"2","event":"text","contentType":"text/plain","metadata":{"cloudevent.source":"own"}},
             {"entryId":"3","event":"Ynl0ZXM=","contentType":"application/octet-stream"},
             {"entryId":"4","event":{"specversion":"1.0","id":"x","type":"t","source":"s","data":5},"contentType":"application/cloudevents+json"}]
            """);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);

        var events = Enumerable.Range(0, 4).Select(_ => Next().Body).ToList();
        Assert.Equal("""{"a":1}""", events[0].GetProperty("data").GetRawText());
        Assert.Equal(("text", "own"), (Text(events[1], "data"), Text(events[1], "source")));
        Assert.Equal(("Ynl0ZXM=", "all"), (Text(events[2], "data_base64"), Text(events[2], "source")));
        Assert.Equal(("x", "t"), (Text(events[3], "id"), Text(events[3], "type")));
        Assert.Equal(4, events.Select(item => Text(item, "id")).Distinct().Count());
    }

    [Theory]
    [InlineData("{}", 400, "ERR_PUBSUB_EVENTS_SER")]
    [InlineData("""[{"entryId":"1","event":1,"contentType":"application/json"},{"entryId":"1","event":1,"contentType":"application/json"}]""", 400, "ERR_PUBSUB_EVENTS_SER")]
    [InlineData("""[{"event":1,"contentType":"application/json"}]""", 400, "ERR_PUBSUB_EVENTS_SER")]
    [InlineData("""[{"entryId":"1","event":1,"contentType":"text/plain"}]""", 400, "ERR_PUBSUB_EVENTS_SER")]
    public async Task BulkPublish_WhatIsWrong_IsAnErrorAndNothingIsPublished(string body, int status, string code)
    {
        using var response = await _client.PostTextAsync("/v1.0/publish/bulk/pubsub/single", body);

        Assert.Equal((status, code), ((int)response.StatusCode, await response.ErrorCodeAsync()));
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task BulkSubscribe_Events_ComeTogetherInAnEnvelopeByTheirRoutes()
    {
        await PublishAsync("bulk", 0, 1, 2);

        var requests = new[] { Next(), Next() }.OrderBy(request => request.Path).ToList();
        Assert.Equal(["/bulk", "/zero"], requests.Select(request => request.Path));
        var body = requests[0].Body;
        Assert.Equal(("com.dapr.event.sent.bulk", "bulk", "pubsub"), (Text(body, "type"), Text(body, "topic"), Text(body, "pubsubname")));
        Assert.Equal([1, 2], body.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("event").GetProperty("data").GetInt32()));
        Assert.All(body.GetProperty("entries").EnumerateArray(), entry => Assert.Equal("application/cloudevents+json", Text(entry, "contentType")));
    }

    [Fact]
    public async Task BulkSubscribe_StatusesOfEntries_DecideOfEach()
    {
        _answers.Enqueue(body => Statuses(body, "SUCCESS", "DROP", "RETRY"));

        await PublishAsync("bulk", 1, 2, 3);

        Assert.Equal("/bulk", Next().Path);
        var dead = new[] { Next(), Next() };
        Assert.All(dead, request => Assert.Equal("/dead", request.Path));
        Assert.Equal([2, 3], dead.Select(request => request.Body.GetProperty("data").GetInt32()));
    }

    [Fact]
    public async Task BulkSubscribe_AnAnswersNames_MayBeInAnyCase()
    {
        _answers.Enqueue(body => new
        {
            Statuses = body.GetProperty("entries").EnumerateArray().Select(entry => new { EntryID = Text(entry, "entryId"), STATUS = "DROP" }),
        });

        await PublishAsync("bulk", 1);

        Assert.Equal("/bulk", Next().Path);
        Assert.Equal("/dead", Next().Path);
    }

    [Fact]
    public async Task BulkSubscribe_RawMessages_ComeAsBase64()
    {
        using var response = await _client.PostTextAsync(
            "/v1.0/publish/bulk/pubsub/raw?metadata.rawPayload=true",
            """[{"entryId":"1","event":"some","contentType":"text/plain"},{"entryId":"2","event":"bytes","contentType":"text/plain"}]""");

        var (path, body) = Next();
        Assert.Equal("/raw", path);
        Assert.Equal(["some", "bytes"], body.GetProperty("entries").EnumerateArray()
            .Select(entry => System.Text.Encoding.UTF8.GetString(entry.GetProperty("event").GetBytesFromBase64())));
    }

    private static object Statuses(JsonElement body, params string[] statuses) => new
    {
        statuses = body.GetProperty("entries").EnumerateArray().Zip(statuses, (entry, status) => new { entryId = Text(entry, "entryId"), status }),
    };

    private async Task PublishAsync(string topic, params int[] numbers)
    {
        var entries = numbers.Select(number => new { entryId = $"{number}", @event = number, contentType = "application/json" });
        using var response = await _client.PostTextAsync("/v1.0/publish/bulk/pubsub/" + topic, JsonSerializer.Serialize(entries));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private (string Path, JsonElement Body) Next()
        => _requests.TryTake(out var request, 30_000, Cancellation) ? request : throw new TimeoutException("no request came");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<IResult> HandleAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: Cancellation);
        var body = document.RootElement.Clone();
        _requests.Add((context.Request.Path, body), Cancellation);
        if (!body.TryGetProperty("entries", out var entries))
            return Results.Ok();

        return Results.Json(_answers.TryDequeue(out var answer)
            ? answer(body)
            : Statuses(body, [.. Enumerable.Repeat("SUCCESS", entries.GetArrayLength())]));
    }
}
