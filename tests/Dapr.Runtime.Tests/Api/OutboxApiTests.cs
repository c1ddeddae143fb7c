using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>
/// https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/ and daprd's
/// <c>pkg/runtime/pubsub/outbox.go</c> with <c>tests/integration/suite/daprd/outbox/http</c>.
/// </summary>
public sealed class OutboxApiTests : IAsyncLifetime
{
    private const string Subscription = """
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata:
          name: orders
        spec:
          pubsubname: pubsub
          topic: orders
          routes:
            default: /orders
        scopes: [consumer]
        """;

    private readonly TestRuntime _runtime = new(TestRuntime.PubSub, Subscription, Store("statestore", "pubsub"), Store("broken", "absent"));
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private TestApp _app = null!;
    private HttpClient _consumer = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("consumer", app => app.MapPost("/orders", async (HttpRequest request) =>
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: Cancellation);
            _events.Writer.TryWrite(document.RootElement.Clone());
        }));
        (_, _consumer) = await _runtime.StartAsync(_app);
        (_, _client) = await _runtime.StartAsync("shop");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _consumer.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Transaction_TellsOfEveryWriteByACloudEvent()
    {
        await TransactAsync("""
            {"operations":[
              {"operation":"upsert","request":{"key":"a","value":{"n":1},"metadata":{"contentType":"application/json"}}},
              {"operation":"delete","request":{"key":"gone"}},
              {"operation":"upsert","request":{"key":"b","value":"two"}}]}
            """);

        var first = await NextAsync();
        var second = await NextAsync();

        Assert.Equal("""{"n":1}""", first.GetProperty("data").GetRawText());
        Assert.Equal("application/json", Text(first, "datacontenttype"));
        Assert.Equal(("two", "text/plain"), (Text(second, "data"), Text(second, "datacontenttype")));
        Assert.Equal(("shop", "orders", "pubsub", "1.0"), (Text(first, "source"), Text(first, "topic"), Text(first, "pubsubname"), Text(first, "specversion")));
        Assert.StartsWith("outbox-", Text(first, "id"), StringComparison.Ordinal);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
        Assert.Equal("\"two\"", await ReadAsync("b"));
    }

    [Fact]
    public async Task Projection_IsToldInPlaceOfTheWriteAndNotStored()
    {
        await TransactAsync("""
            {"operations":[
              {"operation":"upsert","request":{"key":"1","value":"2"}},
              {"operation":"upsert","request":{"key":"1","value":"3","metadata":{"outbox.projection":"true"}}}]}
            """);

        Assert.Equal("3", Text(await NextAsync(), "data"));
        Assert.Equal("\"2\"", await ReadAsync("1"));
    }

    [Fact]
    public async Task Projection_OfAKeyThatIsNotWritten_FailsTheTransaction()
    {
        using var response = await PostAsync("""
            {"operations":[
              {"operation":"upsert","request":{"key":"written","value":"2"}},
              {"operation":"upsert","request":{"key":"other","value":"3","metadata":{"outbox.projection":"true"}}}]}
            """);

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_PUBLISH_OUTBOX"), (response.StatusCode, await response.ErrorCodeAsync()));
        Assert.Equal("", await ReadAsync("written"));
    }

    [Fact]
    public async Task Metadata_BecomesFieldsOfTheEventButNeverItsData()
    {
        await TransactAsync("""
            {"operations":[{"operation":"upsert","request":{"key":"1","value":"2","metadata":
              {"cloudevent.type":"order.made","cloudevent.subject":"1","cloudevent.data":"no","data":"no","id":"no","mine":"yes"}}}]}
            """);

        var told = await NextAsync();

        Assert.Equal(("order.made", "1", "yes", "2"), (Text(told, "type"), Text(told, "subject"), Text(told, "mine"), Text(told, "data")));
        Assert.StartsWith("outbox-", Text(told, "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloudEventId_CanBeChosen()
    {
        await TransactAsync("""{"operations":[{"operation":"upsert","request":{"key":"1","value":"2","metadata":{"cloudevent.id":"mine"}}}]}""");

        Assert.Equal("mine", Text(await NextAsync(), "id"));
    }

    [Fact]
    public async Task ATransactionThatFails_IsNotTold()
    {
        using var failed = await PostAsync("""{"operations":[{"operation":"upsert","request":{"key":"1","value":"failed","etag":"another"}}]}""");
        await TransactAsync("""{"operations":[{"operation":"upsert","request":{"key":"1","value":"done"}}]}""");

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_STATE_TRANSACTION"), (failed.StatusCode, await failed.ErrorCodeAsync()));
        Assert.Equal("done", Text(await NextAsync(), "data"));
    }

    [Fact]
    public async Task WithoutItsBroker_TheTransactionFailsAndWritesNothing()
    {
        using var response = await _client.PostTextAsync(
            "/v1.0/state/broken/transaction", """{"operations":[{"operation":"upsert","request":{"key":"1","value":"2"}}]}""");
        using var got = await _client.GetAsync("/v1.0/state/broken/1", Cancellation);

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_PUBLISH_OUTBOX"), (response.StatusCode, await response.ErrorCodeAsync()));
        Assert.Contains("absent", await response.TextAsync(), StringComparison.Ordinal);
        var detail = Assert.Single((await response.JsonAsync()).GetProperty("details").EnumerateArray());
        Assert.Equal(("DAPR_PUBSUB_OUTBOX", "shop"), (Text(detail, "reason"), Text(detail.GetProperty("metadata"), "appID")));
        Assert.Equal(HttpStatusCode.NoContent, got.StatusCode);
    }

    [Fact]
    public async Task Load_WithHalfAnOutbox_NamesWhatIsMissing()
    {
        await using var runtime = new TestRuntime("""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: statestore
            spec:
              type: state.in-memory
              version: v1
              metadata:
                - name: outboxPublishPubsub
                  value: pubsub
            """);

        var error = Assert.Throws<DaprConfigurationException>(() => runtime.CreateSidecar(new SidecarOptions { AppId = "app" }));

        Assert.Contains("statestore", error.Message, StringComparison.Ordinal);
        Assert.Contains("'outboxPublishTopic'", error.Message, StringComparison.Ordinal);
    }

    private static string Store(string name, string pubSub) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: state.sqlite
          version: v1
          metadata:
            - name: connectionString
              value: {name}.db
            - name: outboxPublishPubsub
              value: {pubSub}
            - name: outboxPublishTopic
              value: orders
        """;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private ValueTask<JsonElement> NextAsync() => _events.Reader.ReadAsync(Cancellation);

    private async Task<string> ReadAsync(string key)
    {
        using var response = await _client.GetAsync($"/v1.0/state/statestore/{key}", Cancellation);
        return await response.TextAsync();
    }

    private Task<HttpResponseMessage> PostAsync(string body) => _client.PostTextAsync("/v1.0/state/statestore/transaction", body);

    private async Task TransactAsync(string body)
    {
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
