using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Client;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Client;

/// <summary>The ASP.NET Core side: topics on endpoints, CloudEvents unwrapped, from publisher to handler.</summary>
public sealed class TopicTests : IAsyncDisposable
{
    private readonly TestRuntime _runtime = new(TestRuntime.PubSub);
    private readonly BlockingCollection<string> _events = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("songs")]
    [InlineData("marked")]
    public async Task AnEvent_ReachesItsHandlerAsWhatWasPublished(string topic)
    {
        await using var app = await StartAsync();
        var (sidecar, client) = await _runtime.StartAsync(app);
        client.Dispose();
        using var dapr = new DaprClientBuilder().UseHttpEndpoint(sidecar.Endpoint.ToString()).Build();

        await dapr.PublishEventAsync("pubsub", topic, new SongAdded("Ünder", 3), Cancellation);

        Assert.Equal($"{topic}: SongAdded {{ Title = Ünder, Number = 3 }}", _events.Take(Cancellation));
    }

    [Fact]
    public async Task RawBytes_ReachTheirHandler()
    {
        await using var app = await StartAsync();
        var (sidecar, client) = await _runtime.StartAsync(app);
        client.Dispose();
        using var dapr = new DaprClientBuilder().UseHttpEndpoint(sidecar.Endpoint.ToString()).Build();

        await dapr.PublishByteEventAsync(
            "pubsub", "bytes", "raw"u8.ToArray(), "application/octet-stream", new() { ["rawPayload"] = "true" }, Cancellation);

        Assert.Equal("bytes: raw", _events.Take(Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        _events.Dispose();
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync("consumer", app =>
    {
        app.UseCloudEvents();
        app.MapPost("/events/songs", (SongAdded added) => Add("songs", added)).WithTopic("pubsub", "songs");
        app.MapPost("/events/marked", [Topic("pubsub", "marked", "dead", false)] (SongAdded added) => Add("marked", added));
        app.MapPost("/events/bytes", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            return Add("bytes", await reader.ReadToEndAsync(Cancellation));
        }).WithTopic("pubsub", "bytes", enableRawPayload: true);
        app.MapSubscribeHandler();
    });

    private IResult Add(string topic, object data)
    {
        _events.Add($"{topic}: {data}", Cancellation);
        return Results.Ok();
    }

    internal sealed record SongAdded(string Title, int Number);
}
