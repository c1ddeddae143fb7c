using System.Net;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>Reading many keys, and changing many at once.</summary>
[Source(Pages.StateApi)]
public sealed class BulkAndTransactionTests(Subject subject) : ConformanceTests(subject)
{
    private const string Store = "/v1.0/state/statestore";

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task BulkGet_AnswersValuesAndEtags(string method)
    {
        var (one, two) = (NewId(), NewId());
        using var saved = await PostAsync(Store, $$$"""[{"key":"{{{one}}}","value":"value1"},{"key":"{{{two}}}","value":{"a":2}}]""");

        using var response = await SendAsync(new HttpMethod(method), $"{Store}/bulk", $$"""{"keys":["{{one}}","{{two}}"],"parallelism":10}""");

        var items = await ItemsAsync(response);
        Assert.Equal("\"value1\"", items[one].GetProperty("data").GetRawText());
        Assert.Equal("""{"a":2}""", items[two].GetProperty("data").GetRawText());
        Assert.All(items.Values, item => Assert.NotEmpty(item.GetProperty("etag").GetString()!));
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/responses.go (BulkGetResponse)")]
    public async Task BulkGet_OfAnAbsentKey_HasNeitherDataNorEtag()
    {
        var key = NewId();
        using var response = await PostAsync($"{Store}/bulk", $$"""{"keys":["{{key}}"]}""");

        var item = (await ItemsAsync(response))[key];
        Assert.False(item.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null);
        Assert.False(item.TryGetProperty("etag", out var etag) && etag.GetString() is { Length: > 0 });
        Assert.False(item.TryGetProperty("error", out _));
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task BulkGet_OfNoKeys_IsAnEmptyArray()
    {
        using var response = await PostAsync($"{Store}/bulk", """{"keys":[]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("[]", (await TextAsync(response)).Trim());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Transaction_DoesAllOfIt(string method)
    {
        var (one, two, three) = (NewId(), NewId(), NewId());
        using var saved = await PostAsync(Store, $$"""[{"key":"{{two}}","value":2}]""");

        using var response = await SendAsync(new HttpMethod(method), $"{Store}/transaction", $$$"""
            {"operations":[
              {"operation":"upsert","request":{"key":"{{{one}}}","value":"myData"}},
              {"operation":"delete","request":{"key":"{{{two}}}"}},
              {"operation":"upsert","request":{"key":"{{{three}}}","value":{"a":[1]} } }],
             "metadata":{"partitionKey":"planet"}}
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("\"myData\"", await ReadAsync(one));
        Assert.Equal("", await ReadAsync(two));
        Assert.Equal("""{"a":[1]}""", await ReadAsync(three));
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task Transaction_OfNothing_Is204()
    {
        using var response = await PostAsync($"{Store}/transaction", """{"operations":[]}""");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Fact]
    [Source(Pages.HttpApi)]
    [Source(Pages.Messages)]
    public async Task Transaction_WithAnotherEtag_Is500_AndNothingOfItIsDone()
    {
        var (one, two) = (NewId(), NewId());
        using var saved = await PostAsync(Store, $$"""[{"key":"{{two}}","value":2}]""");
        using var before = await GetAsync($"{Store}/{two}");
        using var changed = await PostAsync(Store, $$"""[{"key":"{{two}}","value":3}]""");

        using var response = await PostAsync($"{Store}/transaction", $$$"""
            {"operations":[
              {"operation":"upsert","request":{"key":"{{{one}}}","value":1}},
              {"operation":"upsert","request":{"key":"{{{two}}}","value":4,"etag":"{{{Header(before, "ETag")}}}"}}]}
            """);

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_STATE_TRANSACTION");
        var message = (await JsonAsync(response)).GetProperty("message").GetString();
        Assert.StartsWith("error while executing state transaction: ", message, StringComparison.Ordinal);
        Assert.Contains("possible etag mismatch. error from state store", message, StringComparison.Ordinal);
        Assert.Equal("", await ReadAsync(one));
        Assert.Equal("3", await ReadAsync(two));
    }

    [Fact]
    public async Task Transaction_WithTheEtagThatIsThere_IsDone()
    {
        var key = NewId();
        using var saved = await PostAsync(Store, $$"""[{"key":"{{key}}","value":1}]""");
        using var read = await GetAsync($"{Store}/{key}");

        using var response = await PostAsync($"{Store}/transaction", $$$"""
            {"operations":[{"operation":"delete","request":{"key":"{{{key}}}","etag":"{{{Header(read, "ETag")}}}"}}]}
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("", await ReadAsync(key));
    }

    [Fact]
    [Source(Pages.HttpApi)]
    [Source(Pages.Messages)]
    public async Task Transaction_WithAnUnknownOperation_Is400()
    {
        using var response = await PostAsync($"{Store}/transaction", """{"operations":[{"operation":"merge","request":{"key":"a"}}]}""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_NOT_SUPPORTED_STATE_OPERATION", "operation type merge not supported");
    }

    private static async Task<Dictionary<string, JsonElement>> ItemsAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (await JsonAsync(response)).EnumerateArray().ToDictionary(item => item.GetProperty("key").GetString()!);
    }

    private async Task<string> ReadAsync(string key)
    {
        using var response = await GetAsync($"{Store}/{key}");
        return await TextAsync(response);
    }
}
