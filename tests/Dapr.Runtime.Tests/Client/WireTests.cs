using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MusicGraph.Dapr.Client;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Client;

/// <summary>What the client sends, and what it makes of the answers that https://docs.dapr.io/reference/api/ shows.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _requests = [];
    private TestApp _sidecar = null!;
    private DaprClient _dapr = null!;
    private (int Status, string Body) _answer = (204, "");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Sent => Assert.Single(_requests);

    public async ValueTask InitializeAsync()
    {
        _sidecar = await TestApp.StartAsync("sidecar", app => app.Run(AnswerAsync));
        _dapr = new DaprClientBuilder().UseHttpEndpoint(_sidecar.Address.ToString()).Build();
    }

    public async ValueTask DisposeAsync()
    {
        _dapr.Dispose();
        await _sidecar.DisposeAsync();
    }

    [Fact]
    public async Task Secret()
    {
        _answer = (200, """{"user":"u","password":"p"}""");

        var secret = await _dapr.GetSecretAsync("vault", "db/a", new Dictionary<string, string> { ["version_id"] = "15" }, Cancellation);

        Assert.Equal("GET /v1.0/secrets/vault/db%2Fa?metadata.version_id=15", Sent);
        Assert.Equal(new Dictionary<string, string> { ["user"] = "u", ["password"] = "p" }, secret);
    }

    [Fact]
    public async Task BulkSecret()
    {
        _answer = (200, """{"a":{"a":"1"},"b":{"x":"2","y":"3"}}""");

        var secrets = await _dapr.GetBulkSecretAsync("vault", cancellationToken: Cancellation);

        Assert.Equal("GET /v1.0/secrets/vault/bulk", Sent);
        Assert.Equal(("1", "3"), (secrets["a"]["a"], secrets["b"]["y"]));
    }

    [Fact]
    public async Task Configuration()
    {
        _answer = (200, """{"a":{"value":"1","version":"7","metadata":{"m":"n"}},"b":{"value":"2"}}""");

        var configuration = await _dapr.GetConfiguration("store", ["a", "b&c"], cancellationToken: Cancellation);

        Assert.Equal("GET /v1.0/configuration/store?key=a&key=b%26c", Sent);
        var item = configuration.Items["a"];
        Assert.Equal(("1", "7", "n"), (item.Value, item.Version, item.Metadata["m"]));
        Assert.Equal(("2", ""), (configuration.Items["b"].Value, configuration.Items["b"].Version));
    }

#pragma warning disable CS0618 // The lock API is alpha, and marked so.
    [Fact]
    public async Task ALock_IsGivenBackWhenItIsDisposed()
    {
        _answer = (200, """{"success":true}""");
        var taken = await _dapr.Lock("store", "playlist", "me", 60, Cancellation);
        _answer = (200, """{"status":0}""");
        await taken.DisposeAsync();

        Assert.True(taken.Success);
        Assert.Equal(
            [
                """POST /v1.0-alpha1/lock/store {"resourceId":"playlist","lockOwner":"me","expiryInSeconds":60}""",
                """POST /v1.0-alpha1/unlock/store {"resourceId":"playlist","lockOwner":"me"}""",
            ],
            _requests);
    }

    [Fact]
    public async Task ALockThatAnotherHas_IsNotGivenBack()
    {
        _answer = (200, "{}");
        var taken = await _dapr.Lock("store", "playlist", "me", 60, Cancellation);
        await taken.DisposeAsync();

        Assert.False(taken.Success);
        Assert.Single(_requests);
    }

    [Theory]
    [InlineData("""{"status":0}""", LockStatus.Success)]
    [InlineData("{}", LockStatus.Success)]
    [InlineData("""{"status":1}""", LockStatus.LockDoesNotExist)]
    [InlineData("""{"status":2}""", LockStatus.LockBelongsToOthers)]
    [InlineData("""{"status":3}""", LockStatus.InternalError)]
    public async Task Unlock(string answer, LockStatus status)
    {
        _answer = (200, answer);

        Assert.Equal(status, (await _dapr.Unlock("store", "playlist", "me", Cancellation)).status);
    }
#pragma warning restore CS0618

    [Fact]
    public async Task BulkPublish()
    {
        var published = await _dapr.BulkPublishEventAsync(
            "pubsub", "songs", [1, 2], new Dictionary<string, string> { ["ttlInSeconds"] = "5" }, Cancellation);

        Assert.Empty(published.FailedEntries);
        Assert.Equal(
            """
            POST /v1.0-alpha1/publish/bulk/pubsub/songs?metadata.ttlInSeconds=5
             [{"entryId":"0","event":1,"contentType":"application/json"},{"entryId":"1","event":2,"contentType":"application/json"}]
            """.ReplaceLineEndings(""),
            Sent);
    }

    [Fact]
    public async Task BulkPublish_TellsWhichFailed()
    {
        _answer = (500, """{"failedEntries":[{"entryId":"1","error":"full"}],"errorCode":"ERR_PUBSUB_PUBLISH_MESSAGE"}""");

        var published = await _dapr.BulkPublishEventAsync("pubsub", "songs", ["a", "b"], cancellationToken: Cancellation);

        var failed = Assert.Single(published.FailedEntries);
        Assert.Equal(("b", "full"), (failed.Entry.EventData, failed.ErrorMessage));
    }

    [Fact]
    public async Task BulkPublish_ThatIsRefusedAltogether_Throws()
    {
        _answer = (404, """{"errorCode":"ERR_PUBSUB_NOT_FOUND","message":"pubsub none is not found"}""");

        var error = await Assert.ThrowsAsync<DaprApiException>(
            () => _dapr.BulkPublishEventAsync("none", "songs", [1], cancellationToken: Cancellation));

        Assert.Equal(("ERR_PUBSUB_NOT_FOUND", HttpStatusCode.NotFound), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task ACloudEvent_IsPublishedAsOne()
    {
        await _dapr.PublishEventAsync(
            "pubsub", "songs", new CloudEvent<int>(7) { Type = "song", Source = new Uri("urn:test"), Subject = "s" }, Cancellation);

        Assert.Equal(
            """POST /v1.0/publish/pubsub/songs (application/cloudevents+json) {"data":7,"datacontenttype":"application/json","source":"urn:test","type":"song","subject":"s"}""",
            Sent);
    }

    [Fact]
    public async Task AnEventWithoutData()
    {
        await _dapr.PublishEventAsync("pubsub", "songs", new Dictionary<string, string> { ["rawPayload"] = "true" }, Cancellation);

        Assert.Equal("POST /v1.0/publish/pubsub/songs?metadata.rawPayload=true", Sent);
    }

    [Fact]
    public async Task MetadataOfState_GoesWithEveryCall()
    {
        var partition = new Dictionary<string, string> { ["partitionKey"] = "p" };
        var strong = new StateOptions { Consistency = ConsistencyMode.Strong, Concurrency = ConcurrencyMode.FirstWrite };

        await _dapr.GetStateAsync<int?>("store", "k", ConsistencyMode.Strong, partition, Cancellation);
        await _dapr.SaveStateAsync("store", "k", 1, strong, partition, Cancellation);
        await _dapr.TrySaveStateAsync("store", "k", 1, "e", strong, partition, Cancellation);
        await _dapr.DeleteStateAsync("store", "k", strong, partition, Cancellation);
        await _dapr.DeleteBulkStateAsync("store", [new("k", "e", strong, partition)], Cancellation);
        await _dapr.ExecuteStateTransactionAsync(
            "store", [new("k", "1"u8.ToArray(), StateOperationType.Upsert, "e", partition, strong)], partition, Cancellation);

        Assert.Equal(
            [
                "GET /v1.0/state/store/k?consistency=strong&metadata.partitionKey=p",
                """POST /v1.0/state/store [{"key":"k","value":1,"metadata":{"partitionKey":"p"},"options":{"concurrency":"first-write","consistency":"strong"}}]""",
                """POST /v1.0/state/store [{"key":"k","value":1,"etag":"e","metadata":{"partitionKey":"p"},"options":{"concurrency":"first-write","consistency":"strong"}}]""",
                "DELETE /v1.0/state/store/k?concurrency=first-write&consistency=strong&metadata.partitionKey=p",
                "DELETE /v1.0/state/store/k?concurrency=first-write&consistency=strong&metadata.partitionKey=p If-Match e",
                """POST /v1.0/state/store/transaction {"operations":[{"operation":"upsert","request":{"key":"k","value":1,"etag":"e","metadata":{"partitionKey":"p"},"options":{"concurrency":"first-write","consistency":"strong"}}}],"metadata":{"partitionKey":"p"}}""",
            ],
            _requests);
    }

    [Fact]
    public async Task BulkRead_SendsItsMetadata()
    {
        _answer = (200, """[{"key":"k","data":1,"etag":"e"}]""");

        await _dapr.GetBulkStateAsync<int>("store", ["k"], 3, new Dictionary<string, string> { ["partitionKey"] = "p" }, Cancellation);

        Assert.Equal("""POST /v1.0/state/store/bulk {"keys":["k"],"parallelism":3,"metadata":{"partitionKey":"p"}}""", Sent);
    }

    [Fact]
    public async Task AnAttribute_IsSetAsText()
    {
        await _dapr.SetMetadataAsync("a b", "c", Cancellation);

        Assert.Equal("PUT /v1.0/metadata/a%20b (text/plain; charset=utf-8) c", Sent);
    }

    [Fact]
    public async Task AnAnswerThatIsNoJson_IsTheErrorsMessage()
    {
        _answer = (502, "upstream is away");

        var error = await Assert.ThrowsAsync<DaprApiException>(() => _dapr.GetSecretAsync("vault", "a", cancellationToken: Cancellation));

        Assert.Equal(("upstream is away", null, true), (error.Message, error.ErrorCode, error.IsTransient));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var parts = new[]
        {
            request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            request.ContentType is null or "application/json" ? "" : $"({request.ContentType})",
            await reader.ReadToEndAsync(Cancellation),
            request.Headers.IfMatch.Count > 0 ? $"If-Match {request.Headers.IfMatch}" : "",
        };
        _requests.Enqueue(string.Join(' ', parts.Where(part => part.Length > 0)));
        context.Response.StatusCode = _answer.Status;
        if (_answer.Status != StatusCodes.Status204NoContent)
            await context.Response.WriteAsync(_answer.Body, Cancellation);
    }
}
