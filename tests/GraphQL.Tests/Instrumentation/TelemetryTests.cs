using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.Tests.AspNetCore;

namespace MusicGraph.GraphQL.Tests.Instrumentation;

/// <summary>Activities and measurements, as a collector gets them.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _activities = [];
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measurements = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == GraphQLTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphQLTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    [Fact]
    public async Task An_operation_has_a_span_named_by_the_semantic_conventions()
    {
        await using var server = await StartAsync();

        await AskAsync(server, "query Greet { hello }");

        var span = await SpanAsync("query Greet");
        Assert.Equal("query", span.GetTagItem("graphql.operation.type"));
        Assert.Equal("Greet", span.GetTagItem("graphql.operation.name"));
        Assert.Null(span.GetTagItem("graphql.document"));
        Assert.Equal(10.0, span.GetTagItem("graphql.operation.cost.field"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.All(
            ["GraphQL Document Parsing", "GraphQL Document Validation", "GraphQL Operation Planning"],
            name => Assert.Equal(span.SpanId, _activities.Single(activity => activity.DisplayName == name).ParentSpanId));
        Assert.DoesNotContain(_activities, activity => activity.DisplayName == "Query.hello");
        Assert.Contains(_measurements, measured => measured is { Instrument: "graphql.server.request.duration", Tags: "graphql.operation.type=query" });
    }

    [Fact]
    public async Task Fields_and_batches_have_spans_below_the_operation()
    {
        await using var server = await StartAsync(options =>
        {
            options.Scopes = ActivityScopes.All;
            options.IncludeDocument = true;
            options.IncludeDataLoaderKeys = true;
        });

        await AskAsync(server, "query Load { a: loaded(key: 1) b: loaded(key: 2) c: loaded(key: 2) }");

        var span = await SpanAsync("query Load");
        Assert.StartsWith("query Load", (string)span.GetTagItem("graphql.document")!);
        var operation = await SpanAsync("GraphQL Operation Execution");
        var fields = _activities.Where(activity => activity.DisplayName == "Query.loaded").ToList();
        Assert.Equal(["a", "b", "c"], fields.Select(field => (string)field.GetTagItem("graphql.selection.name")!).Order());
        Assert.All(fields, field => Assert.Equal(operation.SpanId, field.ParentSpanId));
        var batch = await SpanAsync("GraphQL DataLoader Batch");
        Assert.Equal(operation.SpanId, batch.ParentSpanId);
        Assert.Equal(2, batch.GetTagItem("graphql.dataloader.batch.size"));
        Assert.Equal(["1", "2"], (string[])batch.GetTagItem("graphql.dataloader.batch.keys")!);
        Assert.Contains(_measurements, measured => measured is ("graphql.dataloader.batch.size", 2, "graphql.dataloader.name=Doubles"));
        Assert.Contains(_measurements, measured => measured is ("graphql.dataloader.cache.hits", 1, "graphql.dataloader.name=Doubles"));
    }

    [Fact]
    public async Task What_fails_is_an_error_of_the_span()
    {
        await using var server = await StartAsync();

        await AskAsync(server, "query Broken { broken }");
        await AskAsync(server, "query Invalid { nothing }");

        var broken = await SpanAsync("query Broken");
        Assert.Equal(ActivityStatusCode.Error, broken.Status);
        Assert.Equal("exception", Assert.Single(broken.Events).Name);
        var invalid = await SpanAsync("GraphQL Operation");
        Assert.Equal(ActivityStatusCode.Error, invalid.Status);
        Assert.Equal("Document", invalid.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Subscriptions_and_sockets_are_counted_while_they_are_open()
    {
        await using var server = await StartAsync();
        using (var socket = await server.ConnectAsync())
        {
            await socket.SendAsync("""{"type":"connection_init"}""");
            await socket.ReceiveAsync();
            await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"news\") }"}}""");
            await server.WaitForSubscribersAsync("news", 1);
            await UntilAsync(() => Sum("graphql.subscriptions.active") == 1 && Sum("graphql.websocket.connections") == 1);
        }

        await UntilAsync(() => Sum("graphql.subscriptions.active") == 0 && Sum("graphql.websocket.connections") == 0);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private static Task<TransportServer> StartAsync(Action<InstrumentationOptions>? options = null) => TransportServer.StartAsync(configure: graphql =>
    {
        graphql.Services.AddScoped<Doubles>();
        graphql.AddInstrumentation(options).ConfigureSchema(schema => schema.AddField("Query", new("loaded", "Int")
        {
            Arguments = [new("key", "Int!")],
            Resolve = static batch => batch.Set(0, batch.Request.Service<Doubles>().LoadAsync(batch.Arguments.Get<int>(0))),
        }));
    });

    private static async Task AskAsync(TransportServer server, string query)
    {
        using var response = await server.Client.PostAsJsonAsync("/graphql", new { query }, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Activity> SpanAsync(string name)
    {
        // The response is sent before the span ends.
        await UntilAsync(() => _activities.Any(activity => activity.DisplayName == name));
        return _activities.First(activity => activity.DisplayName == name);
    }

    private double Sum(string instrument) => _measurements.Where(measured => measured.Instrument == instrument).Sum(measured => measured.Value);

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _measurements.Enqueue((instrument.Name, value, text));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Doubles(IBatchScheduler scheduler) : BatchDataLoader<int, int>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return keys.ToDictionary(key => key, key => key * 2);
        }
    }
}
