using System.Diagnostics;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>
/// Transactions of one store that are told to others: every write's event goes to an internal topic first, then the transaction is done
/// with a record per event in it, and <see cref="OutboxDelivery"/> publishes the events whose record is there. Whatever is killed in
/// between, an event of a transaction that was done is published, once or more, and no other is.
/// </summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-outbox/.</remarks>
internal sealed class Outbox(OutboxSettings settings, IStateStore store, OpenTransactions open, OutboxContext context)
{
    // What daprd writes; a record says all by being there.
    private static readonly byte[] s_record = "\"0\""u8.ToArray();

    /// <exception cref="PubSubException">An event could not be left with the broker; the transaction was not done.</exception>
    /// <exception cref="ETagMismatchException">The transaction was not done.</exception>
    public async Task ExecuteAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var (writes, projections) = Split(operations);
        var told = writes.Where(operation => !operation.IsDelete).ToList();
        if (told.Count == 0)
        {
            await store.ExecuteTransactionAsync(writes, metadata, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (writes.Count + told.Count > store.MaxOperations)
            throw new PubSubException($"the transaction and its records are {writes.Count + told.Count} operations, which is more than what the state store supports: {store.MaxOperations}");

        var records = told.ConvertAll(_ => $"outbox-{Guid.NewGuid()}");
        var outcome = new TaskCompletionSource<TransactionOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var record in records)
            open.Add(record, outcome.Task);

        var result = TransactionOutcome.NotDone;
        try
        {
            for (var i = 0; i < told.Count; i++)
                await LeaveAsync(records[i], told[i], projections.GetValueOrDefault(told[i].Key, told[i]), metadata, cancellationToken).ConfigureAwait(false);

            result = TransactionOutcome.Unknown;
            await store.ExecuteTransactionAsync([.. writes, .. records.Select(Record)], metadata, cancellationToken).ConfigureAwait(false);
            result = TransactionOutcome.Done;
        }
        catch (ETagMismatchException)
        {
            result = TransactionOutcome.NotDone;
            throw;
        }
        finally
        {
            outcome.SetResult(result);
            open.Settle(records, result);
        }
    }

    private static StateOperation Record(string key) => new(key, s_record, null, FirstWrite: false, TimeToLive: null);

    /// <summary>Parts what is written from what is only told.</summary>
    /// <exception cref="PubSubException">A projection's key is not written.</exception>
    private static (List<StateOperation> Writes, Dictionary<string, StateOperation> Projections) Split(IReadOnlyList<StateOperation> operations)
    {
        var writes = new List<StateOperation>(operations.Count);
        var projections = new Dictionary<string, StateOperation>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (!operation.IsDelete && IsProjection(operation))
                projections[operation.Key] = operation;
            else
                writes.Add(operation);
        }

        foreach (var key in projections.Keys)
        {
            if (!writes.Exists(write => write.Key == key && !write.IsDelete))
                throw new PubSubException($"the projection of key '{key}' has no write of that key beside it");
        }

        return (writes, projections);
    }

    private static bool IsProjection(StateOperation operation)
        => operation.Metadata.TryGetValue("outbox.projection", out var text) && text.ToUpperInvariant() is "TRUE" or "T" or "1" or "Y" or "YES" or "ON";

    private async Task LeaveAsync(
        string record, StateOperation operation, StateOperation payload, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var traceParent = Activity.Current?.Id;
        var around = new CloudEventContext(
            context.AppId, settings.InternalPubSub, "", context.Time.GetUtcNow(), null, traceParent, Activity.Current?.TraceStateString, Empty.Metadata);
        var envelope = OutboxEvent.Create(around, record, operation, payload, metadata.GetValueOrDefault("partitionKey"));
        await context.SendAsync(envelope, settings.InternalPubSub, settings.InternalTopic(context.Sidecar), cancellationToken).ConfigureAwait(false);
    }
}
