using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Crash;

/// <summary>What a sidecar has answered for is there after its process was killed under load (SIGKILL) and started again.</summary>
public sealed class KilledSidecarTests : IAsyncLifetime
{
    private const int Writers = 8;
    private const int Enough = 400;

    private readonly ConcurrentDictionary<int, bool> _heard = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _client = new();
    private TestApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync("app", app =>
    {
        app.MapGet("/dapr/subscribe", () => new[] { new { pubsubname = "component", topic = "topic", route = "/events", metadata = new { rawPayload = "true" } } });
        app.MapPost("/events", async (JsonElement cloudEvent, HttpContext context) =>
        {
            // Nothing is done with before the broker is killed: all of it has to come from its file.
            await _listening.Task.WaitAsync(context.RequestAborted);
            var number = Convert.FromBase64String(cloudEvent.GetProperty("data_base64").GetString()!);
            _heard[int.Parse(number, CultureInfo.InvariantCulture)] = true;
        });
    });

    public async ValueTask DisposeAsync()
    {
        _listening.TrySetResult();
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task EveryEventThatWasAcceptedByTheEmbeddedBroker_ComesToTheApp()
    {
        await using var sidecar = await StartAsync("pubsub.embedded", "pubsub.db");
        var accepted = await WriteUntilKilledAsync(
            sidecar, i => _client.PostAsync($"{Api(sidecar)}/publish/component/topic?metadata.rawPayload=true", new StringContent($"{i}"), Cancellation));

        _listening.SetResult();
        await sidecar.StartAsync(Cancellation);

        await Condition.UntilAsync(() => accepted.All(_heard.ContainsKey), "every accepted event came", Cancellation);
    }

    [Fact]
    public async Task EveryTransactionThatWasAcceptedBySqlite_IsThereWhole()
    {
        await using var sidecar = await StartAsync("state.sqlite", "state.db");
        var accepted = await WriteUntilKilledAsync(sidecar, i => _client.PostAsJsonAsync($"{Api(sidecar)}/state/component/transaction", Transaction(i), Cancellation));

        await sidecar.StartAsync(Cancellation);

        var (heads, pages) = (await ReadAsync(sidecar, "head", accepted), await ReadAsync(sidecar, "page", accepted));
        Assert.Superset(accepted.ToHashSet(), heads);
        Assert.Equal(heads, pages); // Also of those whose answer was lost.
    }

    private static object Transaction(int i) => new
    {
        operations = new[] { "head", "page" }.Select(part => new { operation = "upsert", request = new { key = $"{part}{i}", value = i } }),
    };

    private static string Api(SidecarServer sidecar) => $"http://127.0.0.1:{sidecar.Port}/v1.0";

    private async Task<SidecarServer> StartAsync(string type, string file)
    {
        var sidecar = new SidecarServer(
            $$"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata: { name: component }
            spec:
              type: {{type}}
              version: v1
              metadata: [{ name: connectionString, value: {{file}} }]
            """,
            _app.Address);
        await sidecar.StartAsync(Cancellation);
        return sidecar;
    }

    /// <summary>Writes one number after another, several at a time, and kills the sidecar amid that; which were answered for.</summary>
    private static async Task<IReadOnlyCollection<int>> WriteUntilKilledAsync(SidecarServer sidecar, Func<int, Task<HttpResponseMessage>> write)
    {
        var (accepted, next) = (new ConcurrentQueue<int>(), 0);
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(
            async () =>
            {
                while (true)
                {
                    var number = Interlocked.Increment(ref next);
                    try
                    {
                        using var response = await write(number);
                        response.EnsureSuccessStatusCode();
                        accepted.Enqueue(number);
                    }
                    catch (HttpRequestException error) when (error.StatusCode is null)
                    {
                        return; // Nobody answers any more.
                    }
                }
            },
            Cancellation)).ToList();
        await Condition.UntilAsync(() => accepted.Count >= Enough || writers.Any(writer => writer.IsCompleted), "enough was accepted", Cancellation);
        await sidecar.KillAsync();
        await Task.WhenAll(writers);
        Assert.InRange(accepted.Count, Enough, int.MaxValue);
        return accepted;
    }

    /// <summary>The numbers that have a part, of all that can have been written.</summary>
    private async Task<HashSet<int>> ReadAsync(SidecarServer sidecar, string part, IReadOnlyCollection<int> accepted)
    {
        var last = accepted.Max() + Writers; // A writer had at most one under way.
        using var response = await _client.PostAsJsonAsync(
            $"{Api(sidecar)}/state/component/bulk", new { keys = Enumerable.Range(1, last).Select(i => $"{part}{i}") }, Cancellation);
        var items = (await response.JsonAsync()).EnumerateArray();
        return [.. items.Where(item => item.TryGetProperty("data", out _)).Select(item => item.GetProperty("data").GetInt32())];
    }
}
