using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.State.Outbox;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.State.Outbox;

/// <summary>
/// What an outbox does when it is killed between its steps: broker and store go on, everything that a process remembers is gone.
/// </summary>
public sealed class OutboxCrashTests : IAsyncDisposable
{
    private const string Internal = "defaultappordersoutbox";

    private readonly ManualTime _time = new();
    private readonly KeepingBroker _broker = new();
    private readonly FailingStore _store;

    public OutboxCrashTests() => _store = new FailingStore(InMemoryStateStore.Open(ComponentContexts.Create("state.in-memory", "/", _time)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task KilledAfterTheTransaction_TheEventIsPublishedByTheNextProcess()
    {
        await (await ProcessAsync()).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation);

        await ProcessAsync();
        Assert.Equal(0, await _broker.DeliverAsync(Internal, Cancellation));

        Assert.Equal("1", Data(Assert.Single(_broker.On("orders")).Data));
        Assert.Empty(_broker.On(Internal));
    }

    [Fact]
    public async Task KilledBeforeTheTransaction_TheEventIsNeverPublished()
    {
        _store.IsCutOffBefore = true;
        await Assert.ThrowsAsync<IOException>(async () => await (await ProcessAsync()).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation));
        _store.IsCutOffBefore = false;
        _time.Advance(TimeSpan.FromMinutes(1));

        await ProcessAsync();
        var refused = await _broker.DeliverAsync(Internal, Cancellation);

        Assert.Equal(1, refused);
        Assert.Single(_broker.On(Internal)); // It comes again, as in daprd.
        Assert.Empty(_broker.On("orders"));
    }

    [Fact]
    public async Task MissingState_WithDiscard_LetsTheEventGo()
    {
        _store.IsCutOffBefore = true;
        await Assert.ThrowsAsync<IOException>(async () => await (await ProcessAsync(discard: true)).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation));
        _store.IsCutOffBefore = false;
        _time.Advance(TimeSpan.FromMinutes(1));

        await ProcessAsync(discard: true);

        Assert.Equal(0, await _broker.DeliverAsync(Internal, Cancellation));
        Assert.Empty(_broker.On(Internal));
        Assert.Empty(_broker.On("orders"));
    }

    [Fact]
    public async Task TheAnswerOfTheTransactionIsLost_TheEventIsPublishedAllTheSame()
    {
        _store.IsCutOffAfter = true;
        await Assert.ThrowsAsync<IOException>(async () => await (await ProcessAsync()).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation));
        _store.IsCutOffAfter = false;

        Assert.Equal(0, await _broker.DeliverAsync(Internal, Cancellation));

        Assert.Single(_broker.On("orders"));
    }

    [Fact]
    public async Task KilledBetweenPublishingAndForgetting_TheEventIsPublishedTwiceUnderOneId()
    {
        var outbox = await ProcessAsync();
        await outbox.ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation);
        _store.IsCutOffBefore = true;
        Assert.Equal(1, await _broker.DeliverAsync(Internal, Cancellation));
        _store.IsCutOffBefore = false;

        await ProcessAsync();
        Assert.Equal(0, await _broker.DeliverAsync(Internal, Cancellation));

        var published = _broker.On("orders");
        Assert.Equal(2, published.Count);
        Assert.Single(published.Select(message => Id(message.Data)).Distinct());
    }

    [Fact]
    public async Task TheBrokerRefusesTheEvent_ItComesAgain()
    {
        await (await ProcessAsync()).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation);
        _broker.RefusedTopic = "orders";
        Assert.Equal(1, await _broker.DeliverAsync(Internal, Cancellation));
        _broker.RefusedTopic = null;

        Assert.Equal(0, await _broker.DeliverAsync(Internal, Cancellation));

        Assert.Single(_broker.On("orders"));
    }

    [Fact]
    public async Task ARecordIsGoneOnceItsEventIsPublished()
    {
        await (await ProcessAsync()).ExecuteAsync([StateStoreConformance.Set("key", "\"1\"")], Empty.Metadata, Cancellation);
        var record = Id(Assert.Single(_broker.On(Internal)).Data);
        Assert.Equal("\"0\""u8.ToArray(), (await _store.GetAsync(record, StateReadOptions.None, Cancellation))!.Value);

        await _broker.DeliverAsync(Internal, Cancellation);

        Assert.Null(await _store.GetAsync(record, StateReadOptions.None, Cancellation));
    }

    [Fact]
    public async Task AnEventOfATransactionUnderWay_WaitsForIt()
    {
        var transactions = new OpenTransactions();
        var outcome = new TaskCompletionSource<TransactionOutcome>();
        transactions.Add("outbox-1", outcome.Task);

        var waiting = transactions.OutcomeAsync("outbox-1", Cancellation);
        Assert.False(waiting.IsCompleted);
        outcome.SetResult(TransactionOutcome.Done);

        Assert.Equal(TransactionOutcome.Done, await waiting);
    }

    // What a process that starts makes of store and broker; one that was started before is dead from then on.
    private async Task<Runtime.State.Outbox.Outbox> ProcessAsync(bool discard = false)
    {
        var settings = new OutboxSettings("pubsub", "orders", "pubsub", discard);
        var options = new SidecarOptions { AppId = "app" };
        var definition = ComponentContexts.Create("state.in-memory", "/", _time).Definition;
        var store = new NamedStateStore(_store, KeyPrefix.For(definition, "app"), settings);
        var pubSubs = new Dictionary<string, NamedPubSub> { ["pubsub"] = new(definition, _broker, options) };
        var outboxes = new Outboxes(
            new Dictionary<string, NamedStateStore> { ["statestore"] = store }, new OutboxContext(options, pubSubs, _time, NullLogger.Instance));
        await outboxes.StartAsync(Cancellation);
        return outboxes.For(store)!;
    }

    private static string Data(byte[] envelope) => Text(envelope, "data");

    private static string Id(byte[] envelope) => Text(envelope, "id");

    private static string Text(byte[] envelope, string name)
    {
        using var document = JsonDocument.Parse(envelope);
        return document.RootElement.GetProperty(name).GetString()!;
    }
}
