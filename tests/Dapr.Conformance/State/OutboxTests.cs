using System.Net;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>The transactional outbox: what a transaction writes is published.</summary>
[Source(Pages.Outbox)]
public sealed class OutboxTests(Subject subject) : ConformanceTests(subject)
{
    private const string Transaction = "/v1.0/state/outboxstore/transaction";

    [Fact]
    public async Task AnUpsert_IsPublished()
    {
        var id = NewId();
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{id}}}","value":"{{{id}}} hello"}}]}
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        var received = await App.WaitForAsync("/events/outbox", id);
        Assert.Contains($"{id} hello", received.Json.GetProperty("data").ToString(), StringComparison.Ordinal);
        Assert.Equal("pubsub", received.Json.GetProperty("pubsubname").GetString());
        Assert.Equal("outbox", received.Json.GetProperty("topic").GetString());
    }

    [Fact]
    public async Task TheState_IsThere()
    {
        var id = NewId();
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{id}}}","value":"{{{id}}}"}}]}
            """);

        using var read = await GetAsync($"/v1.0/state/outboxstore/{id}");

        Assert.Equal($"\"{id}\"", await TextAsync(read));
    }

    [Fact]
    public async Task EveryUpsert_IsPublishedByItself()
    {
        var (one, two) = (NewId(), NewId());
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[
              {"operation":"upsert","request":{"key":"{{{one}}}","value":"{{{one}}}"}},
              {"operation":"upsert","request":{"key":"{{{two}}}","value":"{{{two}}}"}}]}
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        await App.WaitForAsync("/events/outbox", one);
        await App.WaitForAsync("/events/outbox", two);
    }

    [Fact]
    [Source("dapr/dapr tests/integration/suite/daprd/outbox/http/delete.go")]
    public async Task ADelete_IsNotPublished()
    {
        var (deleted, done) = (NewId(), NewId());
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[
              {"operation":"delete","request":{"key":"{{{deleted}}}"}},
              {"operation":"upsert","request":{"key":"{{{done}}}","value":"{{{done}}}"}}]}
            """);

        AssertEmpty(HttpStatusCode.NoContent, response);
        await App.WaitForAsync("/events/outbox", done);
        Assert.Equal(0, App.Count(deleted));
    }

    [Fact]
    public async Task ATransactionThatFails_PublishesNothing()
    {
        var (failed, done) = (NewId(), NewId());
        using var refused = await PostAsync(Transaction, $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{failed}}}","value":"{{{failed}}}","etag":"0af1b2c3-0000-4000-8000-000000000000"}}]}
            """);
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{done}}}","value":"{{{done}}}"}}]}
            """);

        await AssertErrorAsync(refused, HttpStatusCode.InternalServerError, "ERR_STATE_TRANSACTION");
        await App.WaitForAsync("/events/outbox", done);
        Assert.Equal(0, App.Count(failed));
    }

    [Fact]
    [Source("dapr/docs howto-outbox.md#combining-outbox-and-non-outbox-messages-on-the-same-state-store")]
    public async Task ASaveThatIsNoTransaction_PublishesNothing()
    {
        var (saved, done) = (NewId(), NewId());
        using var save = await PostAsync("/v1.0/state/outboxstore", $$"""[{"key":"{{saved}}","value":"{{saved}}"}]""");
        using var response = await PostAsync(Transaction, $$$"""
            {"operations":[{"operation":"upsert","request":{"key":"{{{done}}}","value":"{{{done}}}"}}]}
            """);

        await App.WaitForAsync("/events/outbox", done);
        Assert.Equal(0, App.Count(saved));
    }
}
