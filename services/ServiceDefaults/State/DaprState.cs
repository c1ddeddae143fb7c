using System.Runtime.InteropServices;
using System.Text.Json;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>State in the Dapr component <see cref="Components.StateStore"/>.</summary>
internal sealed class DaprState(DaprClient dapr) : IState
{
    // Without an etag, first-write means that the key must not exist yet.
    private static readonly StateOptions FirstWrite = new() { Concurrency = ConcurrencyMode.FirstWrite, Consistency = ConsistencyMode.Strong };

    public async Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 1)
        {
            var (value, etag) = await dapr.GetStateAndETagAsync<JsonElement>(
                Components.StateStore, keys[0], ConsistencyMode.Strong, cancellationToken: cancellationToken);
            return [Entry(keys[0], value, etag)];
        }

        var items = await dapr.GetBulkStateAsync<JsonElement>(
            Components.StateStore, keys, parallelism: null, cancellationToken: cancellationToken);
        var found = items.ToDictionary(item => item.Key);
        return [.. keys.Select(key => found.TryGetValue(key, out var item) ? Entry(key, item.Value, item.ETag) : new StateEntry(key, null, null))];
    }

    public async Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await dapr.ExecuteStateTransactionAsync(
                Components.StateStore,
                [.. changes.Select(change => new StateTransactionRequest(
                    change.Key,
                    change.Json,
                    change.Json is null ? StateOperationType.Delete : StateOperationType.Upsert,
                    change.ETag,
                    options: FirstWrite))],
                cancellationToken: cancellationToken);
            return true;
        }
        catch (DaprException e) when (e.IsETagMismatch())
        {
            return false;
        }
    }

    private static StateEntry Entry(string key, JsonElement value, string etag) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? new StateEntry(key, null, null)
            : new StateEntry(key, JsonMarshal.GetRawUtf8Value(value).ToArray(), etag);
}
