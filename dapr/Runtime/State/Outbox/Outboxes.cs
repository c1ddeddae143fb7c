using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>The outboxes of an app's state stores.</summary>
internal sealed partial class Outboxes(IReadOnlyDictionary<string, NamedStateStore> stores, OutboxContext context) : IAsyncDisposable
{
    private readonly OpenTransactions _open = new();
    private readonly List<IAsyncDisposable> _subscriptions = [];

    /// <summary>Begins to publish what waits, which may be from before a crash.</summary>
    /// <exception cref="PubSubException">A broker refuses the subscription to an internal topic.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, store) in stores)
        {
            if (store.Outbox is not { } settings)
                continue;
            if (!context.PubSubs.TryGetValue(settings.InternalPubSub, out var pubSub))
            {
                LogNoPubSub(context.Logger, context.AppId, name, settings.InternalPubSub);
                continue;
            }

            var delivery = new OutboxDelivery(settings, store.Store, _open, context);
            _subscriptions.Add(
                await pubSub.SubscribeAsync(settings.InternalTopic(context.Sidecar), delivery.DeliverAsync, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The outbox of a store; null where it has none.</summary>
    public Outbox? For(NamedStateStore store) => store.Outbox is { } settings ? new Outbox(settings, store.Store, _open, context) : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
            await subscription.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId}: the outbox of state store {Store} needs pub/sub component {PubSub}, which it may not use.")]
    private static partial void LogNoPubSub(ILogger logger, string appId, string store, string pubSub);
}
