using System.Net;

namespace MusicGraph.Dapr.Conformance;

/// <summary>Names of fields in requests: daprd reads them with Go's <c>encoding/json</c> or with <c>mapstructure</c>, in any case.</summary>
[Source("go.dev pkg/encoding/json (Unmarshal: preferring exact matches but also accepting case-insensitive matches)")]
[Source(Pages.HttpApi)]
public sealed class FieldNameTests(Subject subject) : ConformanceTests(subject)
{
    [Fact]
    [Source("dapr/components-contrib state/requests.go (SetRequest)")]
    public async Task OfASave_MayBeInAnyCase()
    {
        var id = NewId();
        using var saved = await PostAsync(
            "/v1.0/state/statestore", $$$"""[{"Key":"{{{id}}}","VALUE":"1","Metadata":{"ttlInSeconds":"100"},"OPTIONS":{"Concurrency":"first-write"}}]""");
        using var again = await PostAsync("/v1.0/state/statestore", $$"""[{"key":"{{id}}","value":"2","ETag":"another","contenttype":"text/plain"}]""");
        using var read = await GetAsync($"/v1.0/state/statestore/{id}");

        AssertEmpty(HttpStatusCode.NoContent, saved);
        Assert.False(again.IsSuccessStatusCode);
        Assert.Equal("\"1\"", await TextAsync(read));
        Assert.NotNull(Header(read, "metadata.ttlExpireTime"));
    }

    [Theory]
    [InlineData("first-write", HttpStatusCode.Conflict)]
    [InlineData("last-write", HttpStatusCode.NoContent)]
    [Source(Pages.StateApi)]
    public async Task OfASavesOptions_MayBeInAnyCase(string concurrency, HttpStatusCode expected)
    {
        var id = NewId();
        using var first = await PostAsync("/v1.0/state/statestore", $$"""[{"key":"{{id}}","value":"1"}]""");
        using var response = await PostAsync(
            "/v1.0/state/statestore", $$$"""[{"key":"{{{id}}}","value":"2","Options":{"CONCURRENCY":"{{{concurrency}}}"}}]""");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/requests.go (BulkGetRequest)")]
    public async Task OfABulkRead_MayBeInAnyCase()
    {
        var id = NewId();
        using var saved = await PostAsync("/v1.0/state/statestore", $$"""[{"key":"{{id}}","value":"1"}]""");
        using var response = await PostAsync("/v1.0/state/statestore/bulk", $$"""{"\u004beyS":["{{id}}"],"Parallelism":1}""");

        Assert.Equal("1", (await JsonAsync(response))[0].GetProperty("data").GetString());
    }

    [Fact]
    [Source("mitchellh/mapstructure mapstructure.go (MatchName)")]
    public async Task OfATransaction_MayBeInAnyCase()
    {
        var (kept, removed) = (NewId(), NewId());
        using var saved = await PostAsync("/v1.0/state/statestore", $$"""[{"key":"{{removed}}","value":"1"}]""");
        using var response = await PostAsync("/v1.0/state/statestore/transaction", $$$"""
            {"Operations":[
              {"Operation":"upsert","REQUEST":{"KEY":"{{{kept}}}","Value":"2"}},
              {"operation":"delete","Request":{"Key":"{{{removed}}}"}}]}
            """);
        using var readKept = await GetAsync($"/v1.0/state/statestore/{kept}");
        using var readRemoved = await GetAsync($"/v1.0/state/statestore/{removed}");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("\"2\"", await TextAsync(readKept));
        Assert.Equal(HttpStatusCode.NoContent, readRemoved.StatusCode);
    }

    [Fact]
    public async Task OfABulkPublish_MayBeInAnyCase()
    {
        var id = NewId();
        using var response = await PostAsync(
            "/v1.0-alpha1/publish/bulk/pubsub/plain",
            $$$"""[{"EntryID":"1","\u0045venT":"{{{id}}}","ContentType":"text/plain","MetaData":{"cloudevent.type":"cased"}}]""");

        AssertEmpty(HttpStatusCode.NoContent, response);
        Assert.Equal("cased", (await App.WaitForAsync("/events/plain", id)).Json.GetProperty("type").GetString());
    }

    [Fact]
    [Source("dapr/dapr pkg/api/http/requests.go (OutputBindingRequest)")]
    public async Task OfABindingsCall_MayBeInAnyCase()
    {
        var name = NewId();
        using var created = await PostAsync("/v1.0/bindings/files", $$$"""{"Operation":"create","DATA":"x","Metadata":{"fileName":"{{{name}}}"}}""");
        using var read = await PostAsync("/v1.0/bindings/files", $$$"""{"operation":"get","metadata":{"fileName":"{{{name}}}"}}""");

        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Assert.Equal("x", await TextAsync(read));
    }

    [Theory]
    [InlineData("cased", "/events/cased")]
    [InlineData("cased-rules", "/events/cased-rule")]
    [InlineData("cased-bulk", "/events/cased-bulk")]
    [Source("dapr/dapr pkg/runtime/pubsub/subscriptions.go (SubscriptionJSON)")]
    [Source(Pages.SdkSubscriptions)]
    public async Task OfASubscription_MayBeInAnyCase(string topic, string route)
    {
        var id = NewId();
        using var response = await PostAsync($"/v1.0/publish/pubsub/{topic}", $"\"{id}\"");

        var received = (await App.WaitForAsync(route, id)).Json;
        Assert.Equal(topic == "cased-bulk", received.TryGetProperty("entries", out _));
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/pubsub/subscriptions.go (SubscriptionJSON)")]
    [Source(Pages.DeadLetters)]
    public async Task OfASubscriptionsDeadLetters_MayBeInAnyCase()
    {
        var id = NewId();
        App.Answer(id, (200, """{"STATUS":"DROP"}"""));
        using var response = await PostAsync("/v1.0/publish/pubsub/cased", $"\"{id}\"");

        await App.WaitForAsync("/events/dead", id);
    }

    [Theory]
    [InlineData("""{"resource_id":"ID","lock_owner":"me","expiry_in_seconds":60}""", true)]
    [InlineData("""{"resourceId":"ID","lockOwner":"me","expiryInSeconds":"60"}""", true)]
    [InlineData("""{"ResourceId":"ID","lockOwner":"me","expiryInSeconds":60}""", false)]
    [InlineData("""{"resourceId":"ID","LOCKOWNER":"me","expiryInSeconds":60}""", false)]
    [InlineData("""{"resourceId":"ID","lockOwner":"me","expiryinseconds":60}""", false)]
    [Source("dapr/dapr pkg/api/http/universal.go (protojson)")]
    [Source("dapr/dapr dapr/proto/runtime/v1/lock.proto")]
    [Source("protobuf.dev programming-guides/json")]
    public async Task OfALock_AreProtocolBuffers(string body, bool isTaken)
    {
        using var response = await PostAsync("/v1.0-alpha1/lock/lockstore", body.Replace("ID", NewId(), StringComparison.Ordinal));

        if (isTaken)
            Assert.True((await JsonAsync(response)).GetProperty("success").GetBoolean());
        else
            await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST");
    }
}
