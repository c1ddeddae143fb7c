using System.Net;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/state_api/.</summary>
public sealed class StateApiTests : IAsyncLifetime
{
    private readonly TestRuntime _runtime = new(TestRuntime.StateStores, Prefixed("by-name", "name"), Prefixed("shared", "none"), Prefixed("custom", "team"));
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_, _client) = await _runtime.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _runtime.DisposeAsync();
    }

    [Theory]
    [InlineData("statestore")]
    [InlineData("memory")]
    public async Task Save_ThenGet_AnswersValueAndETag(string store)
    {
        using var saved = await _client.PostTextAsync($"/v1.0/state/{store}", """[{"key":"planet","value":{"name":"Tatooine"}}]""");
        using var got = await GetAsync($"{store}/planet");

        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("application/json", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"name":"Tatooine"}""", await got.TextAsync());
        Assert.NotEmpty(got.ETag());
    }

    [Fact]
    public async Task Get_AnAbsentKey_Is204()
    {
        using var response = await GetAsync("statestore/absent");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Get_OfAnUnknownStore_Is400()
    {
        using var response = await GetAsync("none/key");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("ERR_STATE_STORE_NOT_FOUND", await response.ErrorCodeAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"value":1}]""")]
    [InlineData("""[{"key":"k","value":1,"etag":5}]""")]
    public async Task Save_AMalformedBody_Is400(string body)
    {
        using var response = await _client.PostTextAsync("/v1.0/state/statestore", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("ERR_MALFORMED_REQUEST", await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task AKeyWithDaprsSeparator_Is400()
    {
        using var saved = await _client.PostTextAsync("/v1.0/state/statestore", """[{"key":"kind||id","value":1}]""");
        using var got = await GetAsync("statestore/kind%7C%7Cid");

        Assert.Equal((HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST"), (saved.StatusCode, await saved.ErrorCodeAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, got.StatusCode);
    }

    [Fact]
    public async Task Save_WithTheCurrentETag_WritesAndWithAnOldOneIs409()
    {
        await SaveAsync("""[{"key":"k","value":1}]""");
        using var first = await GetAsync("statestore/k");
        var body = $$$"""[{"key":"k","value":2,"etag":"{{{first.ETag()}}}","options":{"concurrency":"first-write","consistency":"strong"}}]""";

        using var second = await _client.PostTextAsync("/v1.0/state/statestore", body);
        using var third = await _client.PostTextAsync("/v1.0/state/statestore", body);

        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        Assert.Equal("ERR_STATE_SAVE", await third.ErrorCodeAsync());
        Assert.Contains("possible etag mismatch", await third.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_FirstWriteWithoutETagOfAnExistingKey_Is409()
    {
        const string Body = """[{"key":"k","value":1,"options":{"concurrency":"first-write"}}]""";
        await SaveAsync(Body);

        using var again = await _client.PostTextAsync("/v1.0/state/statestore", Body);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("""[{"key":"k","value":1,"options":{"concurrency":"mine"}}]""")]
    [InlineData("""[{"key":"k","value":1,"metadata":{"ttlInSeconds":"soon"}}]""")]
    public async Task Save_WithAnOptionThatIsNone_Is500(string body)
    {
        using var response = await _client.PostTextAsync("/v1.0/state/statestore", body);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("ERR_STATE_SAVE", await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task Delete_WithIfMatch_ChecksTheETag()
    {
        await SaveAsync("""[{"key":"k","value":1}]""");
        using var got = await GetAsync("statestore/k");

        using var wrong = await DeleteAsync("statestore/k", "another");
        using var right = await DeleteAsync("statestore/k", got.ETag());
        using var gone = await GetAsync("statestore/k");

        Assert.Equal((HttpStatusCode.Conflict, "ERR_STATE_DELETE"), (wrong.StatusCode, await wrong.ErrorCodeAsync()));
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Theory]
    [InlineData("statestore")]
    [InlineData("memory")]
    public async Task TimeToLive_IsToldAndKept(string store)
    {
        using var saved = await _client.PostTextAsync(
            $"/v1.0/state/{store}", """[{"key":"k","value":1,"metadata":{"ttlInSeconds":"60"}},{"key":"ever","value":1,"metadata":{"ttlInSeconds":"-1"}}]""");
        using var got = await GetAsync($"{store}/k");
        _runtime.Time.Advance(TimeSpan.FromSeconds(61));
        using var gone = await GetAsync($"{store}/k");
        using var ever = await GetAsync($"{store}/ever");

        Assert.Equal("2026-01-01T12:01:00Z", got.Headers.NonValidated["metadata.ttlExpireTime"].ToString());
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ever.StatusCode);
    }

    [Fact]
    public async Task Save_MetadataInTheQuery_CountsForAllItems()
    {
        using var saved = await _client.PostTextAsync("/v1.0/state/statestore?metadata.ttlInSeconds=10", """[{"key":"k","value":1}]""");
        _runtime.Time.Advance(TimeSpan.FromSeconds(11));
        using var gone = await GetAsync("statestore/k");

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task Bulk_AnswersEveryKey()
    {
        await SaveAsync("""[{"key":"a","value":{"n":1}},{"key":"b","value":"two"}]""");

        using var response = await _client.PostTextAsync("/v1.0/state/statestore/bulk", """{"keys":["a","absent","b"],"parallelism":10}""");

        var items = (await response.JsonAsync()).EnumerateArray().ToDictionary(item => item.GetProperty("key").GetString()!);
        Assert.Equal("""{"n":1}""", items["a"].GetProperty("data").GetRawText());
        Assert.NotEmpty(items["a"].GetProperty("etag").GetString()!);
        Assert.Equal("\"two\"", items["b"].GetProperty("data").GetRawText());
        Assert.False(items["absent"].TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Transaction_DoesAllOrNothing()
    {
        await SaveAsync("""[{"key":"old","value":1}]""");
        using var done = await _client.PostTextAsync("/v1.0/state/statestore/transaction", """
            {"operations":[{"operation":"upsert","request":{"key":"new","value":{"n":1}}},{"operation":"delete","request":{"key":"old"}}],"metadata":{"x":"y"}}
            """);
        using var failed = await _client.PostTextAsync("/v1.0/state/statestore/transaction", """
            {"operations":[{"operation":"upsert","request":{"key":"new","value":2}},{"operation":"upsert","request":{"key":"new","value":3,"etag":"another"}}]}
            """);
        using var got = await GetAsync("statestore/new");

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_STATE_TRANSACTION"), (failed.StatusCode, await failed.ErrorCodeAsync()));
        Assert.Contains("possible etag mismatch", await failed.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"n":1}""", await got.TextAsync());
    }

    [Fact]
    public async Task Transaction_WithAnUnknownOperation_Is400()
    {
        using var response = await _client.PostTextAsync(
            "/v1.0/state/statestore/transaction", """{"operations":[{"operation":"increment","request":{"key":"a"}}]}""");

        Assert.Equal((HttpStatusCode.BadRequest, "ERR_NOT_SUPPORTED_STATE_OPERATION"), (response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Theory]
    [InlineData("statestore", false)]
    [InlineData("by-name", true)]
    [InlineData("shared", true)]
    [InlineData("custom", true)]
    public async Task KeyPrefix_DecidesWhoSharesAKey(string store, bool isShared)
    {
        var (_, other) = await _runtime.StartAsync("other");
        using var client = other;
        using var saved = await _client.PostTextAsync($"/v1.0/state/{store}", """[{"key":"k","value":1}]""");

        using var response = await client.GetAsync($"/v1.0/state/{store}/k", Cancellation);

        Assert.Equal(isShared ? HttpStatusCode.OK : HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task AKeyIsUnescapedOnce()
    {
        await SaveAsync("""[{"key":"a b/c%ü:1","value":1}]""");

        using var response = await GetAsync("statestore/" + Uri.EscapeDataString("a b/c%ü:1"));

        Assert.Equal("1", await response.TextAsync());
    }

    [Fact]
    public async Task Save_SeveralItems_WritesThoseThatFit()
    {
        await SaveAsync("""[{"key":"a","value":1}]""");

        using var response = await _client.PostTextAsync(
            "/v1.0/state/statestore", """[{"key":"a","value":2,"etag":"another"},{"key":"b","value":2}]""");
        using var b = await GetAsync("statestore/b");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("2", await b.TextAsync());
    }

    private static string Prefixed(string name, string prefix) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: {name}
        spec:
          type: state.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: {prefix}
        """;

    private async Task SaveAsync(string body)
    {
        using var response = await _client.PostTextAsync("/v1.0/state/statestore", body);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync("/v1.0/state/" + path, Cancellation);

    private Task<HttpResponseMessage> DeleteAsync(string path, string etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, "/v1.0/state/" + path);
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return _client.SendAsync(request, Cancellation);
    }
}
