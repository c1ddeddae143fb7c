using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// State in the Dapr component <see cref="Components.StateStore"/>. What carries an event goes through
/// <see cref="Components.OutboxOf"/>: the same store, with Dapr's transactional outbox
/// (https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/).
/// </summary>
/// <param name="topic">Where events go; null for a service that tells nothing.</param>
internal sealed class DaprState(DaprClient dapr, string? topic) : IState
{
    // Without an etag, first-write means that the key must not exist yet.
    private static readonly StateOptions FirstWrite = new() { Concurrency = ConcurrencyMode.FirstWrite, Consistency = ConsistencyMode.Strong };

    private readonly string? _outbox = topic is null ? null : Components.OutboxOf(topic);

    public async Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 1)
        {
            var (value, etag) = await dapr.GetStateAndETagAsync<JsonElement>(
                Components.StateStore, keys[0], ConsistencyMode.Strong, PartitionOf(keys[0]), cancellationToken);
            return [Entry(keys[0], value, etag)];
        }

        // Keys of many partitions Cosmos DB reads by one query over all of them.
        var aggregate = StateKey.AggregateOf(keys[0]);
        var items = await dapr.GetBulkStateAsync<JsonElement>(
            Components.StateStore,
            keys,
            parallelism: null,
            keys.All(key => StateKey.AggregateOf(key) == aggregate) ? PartitionOf(keys[0]) : null,
            cancellationToken);
        var found = items.ToDictionary(item => item.Key);
        return [.. keys.Select(key => found.TryGetValue(key, out var item) ? Entry(key, item.Value, item.ETag) : new StateEntry(key, null, null))];
    }

    public async Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        var operations = changes.Select(ToRequest).ToList();
        var told = changes.SingleOrDefault(change => change.Event is not null);
        if (told is not null)
            operations.Add(ToProjection(told));
        try
        {
            await dapr.ExecuteStateTransactionAsync(
                told is null ? Components.StateStore : _outbox ?? throw new InvalidOperationException("This service has no topic."),
                operations,
                PartitionOf(changes[0].Key),
                cancellationToken);
            return true;
        }
        catch (DaprException e) when (e.IsETagMismatch())
        {
            return false;
        }
    }

    private static StateTransactionRequest ToRequest(StateChange change)
    {
        var metadata = PartitionOf(change.Key);
        if (change.TimeToLive is { } time)
            metadata["ttlInSeconds"] = ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (change.Event is not null)
            metadata["datacontenttype"] = "application/json";
        var operation = change.Json is null ? StateOperationType.Delete : StateOperationType.Upsert;
        return new StateTransactionRequest(change.Key, change.Json, operation, change.ETag, metadata, FirstWrite);
    }

    /// <summary>
    /// What is published in place of the value. It comes last, and there is one: daprd (1.16, <c>pkg/runtime/pubsub/outbox.go</c>) takes
    /// projections out of the list of operations while it walks over it.
    /// </summary>
    private static StateTransactionRequest ToProjection(StateChange change) => new(
        change.Key,
        change.Event,
        StateOperationType.Upsert,
        metadata: new Dictionary<string, string> { ["outbox.projection"] = "true", ["contentType"] = "application/json" });

    private static Dictionary<string, string> PartitionOf(string key) => new() { ["partitionKey"] = StateKey.AggregateOf(key) };

    private static StateEntry Entry(string key, JsonElement value, string etag) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? new StateEntry(key, null, null)
            : new StateEntry(key, JsonMarshal.GetRawUtf8Value(value).ToArray(), etag);
}
