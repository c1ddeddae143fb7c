using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>Publishes what waits on the internal topic of an outbox, once its transaction is known to be there.</summary>
internal sealed partial class OutboxDelivery(OutboxSettings settings, IStateStore store, OpenTransactions open, OutboxContext context)
{
    // How long daprd looks for a record: a second, then back-off of ten (pkg/runtime/pubsub/outbox.go).
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(11);
    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    /// <summary>Publishes an event and removes its record, or lets it go where its transaction was not done.</summary>
    /// <exception cref="PubSubException">It could not be published, or its record is not there: it has to come again.</exception>
    public async Task DeliverAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        var record = OutboxEvent.ReadRecord(message.Data);
        var outcome = await open.OutcomeAsync(record.Key, cancellationToken).ConfigureAwait(false);
        if (outcome == TransactionOutcome.NotDone)
            return;
        if (outcome == TransactionOutcome.Unknown && !await FindAsync(record, cancellationToken).ConfigureAwait(false))
        {
            if (!settings.DiscardWhenMissingState)
                throw new PubSubException($"the transaction of outbox event {record.Key} is not there");

            LogDiscarded(context.Logger, context.AppId, settings.PublishTopic, record.Key);
            return;
        }

        var published = OutboxEvent.Publish(message.Data, settings);
        await context.SendAsync(published, settings.PublishPubSub, settings.PublishTopic, cancellationToken).ConfigureAwait(false);

        // Killed here, the event comes again and is published once more, which is what at-least-once means.
        await store.ExecuteAsync(new StateOperation(record.Key, null, null, false, null) { Metadata = record.Metadata }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks for a record as long as its transaction may still be under way somewhere.</summary>
    private async Task<bool> FindAsync(PendingRecord record, CancellationToken cancellationToken)
    {
        var options = new StateReadOptions(record.Metadata, StateConsistency.Strong);
        for (var attempt = 1; ; attempt++)
        {
            if (await store.GetAsync(record.Key, options, cancellationToken).ConfigureAwait(false) is not null)
                return true;

            // Also once for one that is old: were it given back at once, it would go round and round.
            await Task.Delay(s_backoff.After(attempt), context.Time, cancellationToken).ConfigureAwait(false);
            if (context.Time.GetUtcNow() - record.MadeAt > s_patience)
                return await store.GetAsync(record.Key, options, cancellationToken).ConfigureAwait(false) is not null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "App {AppId}: an outbox event for topic {Topic} is discarded, because its transaction {Record} is not there.")]
    private static partial void LogDiscarded(ILogger logger, string appId, string topic, string record);
}
