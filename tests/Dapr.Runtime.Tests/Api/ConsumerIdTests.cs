using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>Who shares the events of a topic with whom: dapr/dapr, <c>pkg/runtime/meta/meta.go</c>, and Dapr's howto-namespace.</summary>
public sealed class ConsumerIdTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Replica, int Data)> _events = [];
    private readonly SemaphoreSlim _came = new(0);
    private readonly List<TestApp> _apps = [];
    private TestRuntime? _runtime;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 1, "")]
    [InlineData("group", 1, "")]
    [InlineData("{appID}", 1, "")]
    [InlineData("{podName}", 2, "")]
    [InlineData("{appID}-{podName}", 2, "")]
    [InlineData("{uuid}", 3, "")]
    [InlineData("{namespace}", 1, "south one")]
    public async Task AnEvent_ComesOnceToEveryConsumer(string consumerId, int consumers, string apart)
    {
        var publisher = await StartAsync(consumerId, "north", "one");
        await StartAsync(consumerId, "north", "two");
        await StartAsync(consumerId, "south", "one");

        await PublishAsync(publisher, 1);
        await PublishAsync(publisher, 2);
        for (var i = 0; i < 2 * consumers; i++)
            await _came.WaitAsync(Cancellation);

        Assert.Equal([consumers, consumers], new[] { _events.Count(item => item.Data == 1), _events.Count(item => item.Data == 2) });
        Assert.DoesNotContain(_events, item => item.Replica == apart);
    }

    [Fact]
    public void APodsName_HasToBeThere()
    {
        _runtime = new TestRuntime(Component("{podName}"));

        var error = Assert.Throws<DaprConfigurationException>(() => _runtime.CreateSidecar(new SidecarOptions { AppId = "app" }));

        Assert.Contains("metadata field 'consumerID' refers to {podName}, but POD_NAME is not set for app app", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_runtime is not null)
            await _runtime.DisposeAsync();
        foreach (var app in _apps)
            await app.DisposeAsync();
        _came.Dispose();
    }

    private static string Component(string consumerId) => $"{TestRuntime.PubSub}\n  metadata:\n    - name: consumerID\n      value: \"{consumerId}\"\n";

    private static async Task PublishAsync(Sidecar sidecar, int data)
    {
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };
        using var response = await client.PostTextAsync("/v1.0/publish/pubsub/t", $"{data}");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<Sidecar> StartAsync(string consumerId, string space, string pod)
    {
        _runtime ??= new TestRuntime(Component(consumerId));
        var app = await TestApp.StartAsync("app", app =>
        {
            app.MapGet("/dapr/subscribe", () => Results.Text("""[{"pubsubname":"pubsub","topic":"t","route":"/t"}]""", "application/json"));
            app.MapPost("/t", (JsonElement body) =>
            {
                _events.Enqueue(($"{space} {pod}", body.GetProperty("data").GetInt32()));
                _came.Release();
            });
        });
        _apps.Add(app);
        var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "app", AppEndpoint = app.Address, Namespace = space, PodName = pod });
        await sidecar.StartAsync(Cancellation);
        await sidecar.Ready.WaitAsync(Cancellation);
        return sidecar;
    }
}
