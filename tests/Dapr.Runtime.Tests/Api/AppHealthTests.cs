using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/operations/resiliency/health-checks/app-health/.</summary>
public sealed class AppHealthTests : IAsyncDisposable
{
    // A broker that keeps what comes while nobody subscribes, as pubsub.in-memory does not.
    private const string Broker = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: pubsub
        spec:
          type: pubsub.embedded
          version: v1
          metadata:
            - name: connectionString
              value: "events.db"
        """;

    private readonly TestRuntime _runtime = new(Broker, TestRuntime.Cron("tick", "@every 1s"));
    private readonly ConcurrentQueue<string> _events = new();
    private volatile int _ticks;
    private volatile int _probes;
    private volatile int _health = StatusCodes.Status200OK;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnUnwellApp_IsSentNothingUntilItIsWellAgain()
    {
        await using var app = await StartAppAsync();
        await using var sidecar = await StartAsync(app, threshold: 3);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };
        await PublishAsync(client, "before");
        await Condition.UntilAsync(() => _events.Contains("before") && _ticks > 0, "the app got an event and a tick", Cancellation);

        _health = StatusCodes.Status503ServiceUnavailable;
        await Condition.UntilAsync(async () => await InvokeAsync(client) == HttpStatusCode.InternalServerError, "the app was found unwell", Cancellation);
        await AfterProbesAsync(2); // A tick may have been under way.
        var ticks = _ticks;
        await PublishAsync(client, "meanwhile");
        await AfterProbesAsync(5);
        using var refused = await client.GetAsync("/v1.0/invoke/app/method/hello", Cancellation);
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "ERR_DIRECT_INVOKE", ticks, "before"),
            (refused.StatusCode, await refused.ErrorCodeAsync(), _ticks, Assert.Single(_events)));

        _health = StatusCodes.Status200OK;
        await Condition.UntilAsync(async () => await InvokeAsync(client) == HttpStatusCode.OK, "the app was found well", Cancellation);
        await Condition.UntilAsync(() => _events.Contains("meanwhile") && _ticks > ticks, "the app got what had waited, and a tick", Cancellation);
        Assert.Equal(["before", "meanwhile"], _events);
        Assert.Contains(
            """dapr_http_healthprobes_completed_count{app_id="app",status="503"}""", await client.GetStringAsync("/metrics", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAppThatFailsFewerProbesThanTheThreshold_IsWell()
    {
        await using var app = await StartAppAsync();
        await using var sidecar = await StartAsync(app, threshold: 1000);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };

        _health = StatusCodes.Status503ServiceUnavailable;
        await AfterProbesAsync(5);

        Assert.Equal(HttpStatusCode.OK, await InvokeAsync(client));
    }

    [Fact]
    public async Task AnAppThatIsNotWellYet_IsNotReady()
    {
        _health = StatusCodes.Status503ServiceUnavailable;
        await using var app = await StartAppAsync();
        await using var sidecar = CreateSidecar(app, threshold: 3);
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };

        await AfterProbesAsync(3);
        Assert.Equal((HttpStatusCode.InternalServerError, false), (await InvokeAsync(client), sidecar.Ready.IsCompleted));

        _health = StatusCodes.Status204NoContent;
        await sidecar.Ready.WaitAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, await InvokeAsync(client));
    }

    [Theory]
    [InlineData(0, 1, 3, nameof(AppHealthCheck.ProbeInterval))]
    [InlineData(5, 6, 3, nameof(AppHealthCheck.ProbeTimeout))]
    [InlineData(5, 0, 3, nameof(AppHealthCheck.ProbeTimeout))]
    [InlineData(5, 1, 0, nameof(AppHealthCheck.Threshold))]
    public void AValueOutOfItsRange_IsNamed(int interval, int timeout, int threshold, string name)
    {
        var check = new AppHealthCheck { ProbeInterval = TimeSpan.FromSeconds(interval), ProbeTimeout = TimeSpan.FromSeconds(timeout), Threshold = threshold };

        var error = Assert.Throws<ArgumentException>(() => _runtime.CreateSidecar(new SidecarOptions { AppId = "app", AppHealthCheck = check }));

        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private Task<TestApp> StartAppAsync() => TestApp.StartAsync("app", app =>
    {
        app.MapGet("/well", () =>
        {
            Interlocked.Increment(ref _probes);
            return Results.StatusCode(_health);
        });
        app.MapGet("/hello", () => "hello");
        app.MapPost("/tick", () => Interlocked.Increment(ref _ticks));
        app.MapGet("/dapr/subscribe", () => """[{"pubsubname":"pubsub","topic":"t","route":"/events"}]""");
        app.MapPost("/events", async (HttpRequest request) => _events.Enqueue(
            (await request.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetString()!));
    });

    // The runtime's timers are a hundred times as fast here.
    private Sidecar CreateSidecar(TestApp app, int threshold) => _runtime.CreateSidecar(new SidecarOptions
    {
        AppId = "app",
        AppEndpoint = app.Address,
        AppHealthCheck = new AppHealthCheck
        {
            Path = "well",
            ProbeInterval = TimeSpan.FromSeconds(10),
            ProbeTimeout = TimeSpan.FromSeconds(10),
            Threshold = threshold,
        },
    });

    private async Task<Sidecar> StartAsync(TestApp app, int threshold)
    {
        var sidecar = CreateSidecar(app, threshold);
        await sidecar.StartAsync(Cancellation);
        await sidecar.Ready.WaitAsync(Cancellation);
        return sidecar;
    }

    private Task AfterProbesAsync(int count)
    {
        var enough = _probes + count;
        return Condition.UntilAsync(() => _probes >= enough, $"the app was probed {count} times more", Cancellation);
    }

    private static async Task<HttpStatusCode> InvokeAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/v1.0/invoke/app/method/hello", Cancellation);
        return response.StatusCode;
    }

    private static async Task PublishAsync(HttpClient client, string data)
    {
        using var response = await client.PostTextAsync("/v1.0/publish/pubsub/t", $"\"{data}\"");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
