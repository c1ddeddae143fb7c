using System.Net;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Finds out what an app subscribes to and subscribes.</summary>
internal sealed partial class Subscriber(
    SidecarState state, AppChannel app, IReadOnlyList<SubscriptionDefinition> declared, ILogger logger, TimeProvider time)
{
    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    private readonly List<IAsyncDisposable> _subscriptions = [];
    private IReadOnlyList<SubscriptionDefinition>? _asked;

    /// <summary>Waits until the app answers and subscribes it to what it asks for, which is asked once, and to what files declare.</summary>
    /// <exception cref="DaprConfigurationException">The app's list is not what it should be.</exception>
    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        _asked ??= await AskAsync(cancellationToken).ConfigureAwait(false);
        var all = Merge(_asked);
        foreach (var subscription in all)
        {
            if (!state.Components.PubSubs.TryGetValue(subscription.PubSubName, out var pubSub))
            {
                LogNoPubSub(logger, state.AppId, subscription.Topic, subscription.PubSubName);
                continue;
            }

            if (!pubSub.Scopes.MaySubscribe(subscription.Topic))
            {
                LogForbidden(logger, state.AppId, subscription.Topic, subscription.PubSubName);
                continue;
            }

            if (subscription.Rules.Count == 0)
            {
                LogNoRoutes(logger, state.AppId, subscription.Topic, subscription.PubSubName);
                continue;
            }

            var delivery = new EventDelivery(subscription, pubSub, state, app, logger);
            _subscriptions.Add(await pubSub
                .SubscribeAsync(subscription.Topic, subscription.Bulk ?? PubSubBatch.One, subscription.Metadata, delivery.HandleAsync, cancellationToken)
                .ConfigureAwait(false));
        }

        state.Subscriptions = all;
    }

    /// <summary>Ends the subscriptions; what the app works on it may finish.</summary>
    public async Task StopAsync()
    {
        foreach (var subscription in _subscriptions)
            await subscription.DisposeAsync().ConfigureAwait(false);
        _subscriptions.Clear();
    }

    /// <summary>
    /// One subscription for a topic. What the app says of one replaces what files say; of several files the first counts, of the app's own the last.
    /// </summary>
    /// <remarks>dapr/dapr, <c>pkg/runtime/compstore/subscriptions.go</c>.</remarks>
    private List<SubscriptionDefinition> Merge(IReadOnlyList<SubscriptionDefinition> asked)
    {
        var merged = new OrderedDictionary<(string PubSub, string Topic), SubscriptionDefinition>();
        foreach (var subscription in declared.Where(subscription => subscription.IsVisibleTo(state.AppId)).Concat(asked))
        {
            var key = (subscription.PubSubName, subscription.Topic);
            if (!merged.TryAdd(key, subscription))
            {
                LogTwice(logger, state.AppId, subscription.Topic, subscription.PubSubName);
                if (!subscription.IsDeclarative)
                    merged[key] = subscription;
            }
        }

        return [.. merged.Values];
    }

    /// <summary>Asks until the app answers: it may start after its sidecar.</summary>
    private async Task<IReadOnlyList<SubscriptionDefinition>> AskAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = app.CreateRequest(HttpMethod.Get, "/dapr/subscribe");
                using var response = await app.SendAsync(request, "/dapr/subscribe", cancellationToken).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                    return SubscriptionList.Parse(body, state.AppId);
                }

                if ((int)response.StatusCode < 500)
                {
                    LogNoList(logger, state.AppId, (int)response.StatusCode);
                    return [];
                }
            }
            catch (Exception error) when (error is not DaprConfigurationException && !cancellationToken.IsCancellationRequested)
            {
                LogWaiting(logger, error, state.AppId);
            }

            await Task.Delay(s_backoff.After(attempt), time, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "App {AppId} subscribes to topic {Topic} of {PubSub}, which is no pub/sub component it may use.")]
    private static partial void LogNoPubSub(ILogger logger, string appId, string topic, string pubSub);

    [LoggerMessage(Level = LogLevel.Error, Message = "App {AppId} may not subscribe to topic {Topic} of {PubSub}.")]
    private static partial void LogForbidden(ILogger logger, string appId, string topic, string pubSub);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} subscribes to topic {Topic} of {PubSub} without a route.")]
    private static partial void LogNoRoutes(ILogger logger, string appId, string topic, string pubSub);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} has more than one subscription to topic {Topic} of {PubSub}: only one counts.")]
    private static partial void LogTwice(ILogger logger, string appId, string topic, string pubSub);

    [LoggerMessage(Level = LogLevel.Debug, Message = "App {AppId} lists no subscriptions (status {Status}).")]
    private static partial void LogNoList(ILogger logger, string appId, int status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "App {AppId} does not answer yet.")]
    private static partial void LogWaiting(ILogger logger, Exception error, string appId);
}
