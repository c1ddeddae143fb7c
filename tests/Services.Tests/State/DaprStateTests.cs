using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Client;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

/// <summary>What the sidecar is asked, word for word: a store without partitions would not show what Cosmos DB needs.</summary>
public sealed class DaprStateTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Body)> _asked = [];
    private WebApplication? _sidecar;
    private DaprClient? _dapr;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _sidecar = builder.Build();
        _sidecar.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _asked.Enqueue(($"{context.Request.Path}{context.Request.QueryString}", await reader.ReadToEndAsync()));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await _sidecar.StartAsync(Token);
        _dapr = new DaprClientBuilder().UseHttpEndpoint(_sidecar.Urls.First()).Build();
    }

    public async ValueTask DisposeAsync()
    {
        _dapr?.Dispose();
        if (_sidecar is not null)
            await _sidecar.DisposeAsync();
    }

    [Fact]
    public async Task ReadAsync_OneKey_NamesItsPartition()
    {
        await new DaprState(_dapr!, topic: null).ReadAsync(["playlist:1~3"], Token);

        Assert.Equal("/v1.0/state/statestore/playlist:1~3?consistency=strong&metadata.partitionKey=playlist:1", Uri.UnescapeDataString(Assert.Single(_asked).Path));
    }

    [Fact]
    public async Task TryCommitAsync_WithoutEvent_GoesToThePlainStoreInOnePartition()
    {
        await new DaprState(_dapr!, "topic").TryCommitAsync(
            [new("playlist:1", Json("{}"), "5"), new("playlist:1~3", null, "6"), new("playlist:1~4", Json("{}"), null, TimeSpan.FromDays(1))], Token);

        var (path, body) = Assert.Single(_asked);
        Assert.Equal("/v1.0/state/statestore/transaction", path);
        var request = JsonNode.Parse(body)!;
        Assert.Equal("""{"partitionKey":"playlist:1"}""", request["metadata"]!.ToJsonString());
        Assert.Equal(
            ["upsert playlist:1 5 first-write", "delete playlist:1~3 6 first-write", "upsert playlist:1~4  first-write"],
            request["operations"]!.AsArray().Select(operation =>
                $"{operation!["operation"]} {operation["request"]!["key"]} {operation["request"]!["etag"]} {operation["request"]!["options"]!["concurrency"]}"));
        Assert.All(request["operations"]!.AsArray(), operation => Assert.Equal("playlist:1", (string)operation!["request"]!["metadata"]!["partitionKey"]!));
        Assert.Equal("86400", (string)request["operations"]![2]!["request"]!["metadata"]!["ttlInSeconds"]!);
    }

    [Fact]
    public async Task TryCommitAsync_WithEvent_GoesToTheOutboxWithTheEventAsItsLastOperation()
    {
        await new DaprState(_dapr!, "topic").TryCommitAsync(
            [new("song:1", Json("""{"secret":1}"""), null, Event: Json("""{"eventId":7}""")), new("song:1~2", null, "6")], Token);

        var (path, body) = Assert.Single(_asked);
        Assert.Equal("/v1.0/state/topic-outbox/transaction", path);
        var operations = JsonNode.Parse(body)!["operations"]!.AsArray();
        Assert.Equal(["upsert", "delete", "upsert"], operations.Select(operation => (string)operation!["operation"]!));
        var projection = operations[2]!["request"]!;
        Assert.Equal(("song:1", """{"eventId":7}"""), ((string)projection["key"]!, projection["value"]!.ToJsonString()));
        Assert.Equal("""{"outbox.projection":"true","contentType":"application/json"}""", projection["metadata"]!.ToJsonString());
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
