using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.PubSub.Cel;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Brings the messages of one subscription to the app, one by one or together.</summary>
/// <remarks>As dapr/dapr, <c>pkg/runtime/subscription/subscription.go</c> and <c>bulksubscription.go</c>.</remarks>
internal sealed partial class EventDelivery(
    SubscriptionDefinition subscription, NamedPubSub pubSub, SidecarState state, AppChannel app, ILogger logger)
{
    // As daprd's --dapr-graceful-shutdown-seconds: for how long an app may finish what it works on when its sidecar stops.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly AppDelivery _app = new(app, state.Time, logger);
    private readonly BulkDelivery _bulk = new(subscription, new AppDelivery(app, state.Time, logger));
    private readonly Policy? _policy = state.Components.Policies.Inbound(subscription.PubSubName, ComponentKind.Pubsub);
    private readonly DeadLetters _deadLetters = new(subscription.DeadLetterTopic, pubSub, logger);

    /// <summary>Tells for each message whether it is done with; the others the broker has to bring again.</summary>
    /// <param name="stopping">Begins nothing new; what the app works on may be finished within five seconds.</param>
    public async Task<bool[]> HandleAsync(IReadOnlyList<PubSubMessage> messages, CancellationToken stopping)
    {
        using var drained = new CancellationTokenSource();
        using var draining = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(s_patience), drained);
        return await HandleAsync(messages, stopping, drained.Token).ConfigureAwait(false);
    }

    private async Task<bool[]> HandleAsync(IReadOnlyList<PubSubMessage> messages, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var statuses = new DeliveryStatus[messages.Count];
        var routed = new List<(int Index, IncomingEvent Event)>();
        for (var i = 0; i < messages.Count; i++)
        {
            statuses[i] = Read(messages[i], out var incoming);
            if (incoming is not null)
                routed.Add((i, incoming));
        }

        foreach (var group in routed.GroupBy(item => item.Event.Route!, StringComparer.Ordinal))
        {
            var events = group.ToList();
            var results = await PostAsync(group.Key, [.. events.Select(item => item.Event)], stopping, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < events.Count; i++)
                statuses[events[i].Index] = results[i];
        }

        var done = new bool[messages.Count];
        for (var i = 0; i < done.Length; i++)
            done[i] = await ConcludeAsync(messages[i], statuses[i], cancellationToken).ConfigureAwait(false);
        return done;
    }

    /// <param name="incoming">What is to be posted; null where there is nothing, and the status says what becomes of the message.</param>
    private DeliveryStatus Read(PubSubMessage message, out IncomingEvent? incoming)
    {
        incoming = null;
        try
        {
            var read = IncomingEvent.Read(message, subscription);
            if (read.Fields.Expiration < state.Time.GetUtcNow())
            {
                LogExpired(logger, read.Fields.Id, subscription.Topic);
                return DeliveryStatus.Drop;
            }

            if (read.Route is null)
            {
                LogNoRoute(logger, state.AppId, read.Fields.Id, subscription.Topic);
                return DeliveryStatus.Drop;
            }

            incoming = read;
        }
        catch (Exception error) when (error is JsonException or CelException)
        {
            LogUnreadable(logger, error, subscription.Topic);
        }

        return DeliveryStatus.Retry;
    }

    private async Task<DeliveryStatus[]> PostAsync(
        string route, List<IncomingEvent> events, CancellationToken stopping, CancellationToken cancellationToken)
    {
        if (subscription.Bulk is null)
        {
            var (body, fields) = (events[0].Body, events[0].Fields);
            var result = await TryAsync(token => _app.PostAsync(route, body, fields, stopping, token), cancellationToken).ConfigureAwait(false);
            return [result.Status];
        }

        var attempt = new BulkAttempt(events);
        await TryAsync(
            async token => new DeliveryResult(
                await _bulk.PostAsync(route, attempt, stopping, token).ConfigureAwait(false) ? DeliveryStatus.Success : DeliveryStatus.Retry),
            cancellationToken).ConfigureAwait(false);
        return attempt.Statuses;
    }

    private async Task<DeliveryResult> TryAsync(Func<CancellationToken, Task<DeliveryResult>> post, CancellationToken cancellationToken)
    {
        if (_policy is null)
            return await post(cancellationToken).ConfigureAwait(false);

        try
        {
            return await _policy.ExecuteAsync(post, result => result.Failure, cancellationToken).ConfigureAwait(false);
        }
        catch (ResilienceException error)
        {
            LogNotDelivered(logger, error, state.AppId, subscription.Topic);
            return new DeliveryResult(DeliveryStatus.Retry);
        }
    }

    /// <summary>Without a dead letter topic the broker decides what becomes of a message that was not handled.</summary>
    private async Task<bool> ConcludeAsync(PubSubMessage message, DeliveryStatus status, CancellationToken cancellationToken)
    {
        if (status == DeliveryStatus.Success)
        {
            Count("success");
            return true;
        }

        var sent = await _deadLetters.TrySendAsync(message, cancellationToken).ConfigureAwait(false);
        Count(sent || status == DeliveryStatus.Drop ? "drop" : "retry");
        return sent || status == DeliveryStatus.Drop;
    }

    private void Count(string status) => state.Metrics.PubSubIngress(subscription.PubSubName, subscription.Topic, status);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of topic {Topic} is no CloudEvent, or one that a rule cannot be evaluated on.")]
    private static partial void LogUnreadable(ILogger logger, Exception error, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} did not get events of topic {Topic}.")]
    private static partial void LogNotDelivered(ILogger logger, Exception error, string appId, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} of topic {Topic} has expired.")]
    private static partial void LogExpired(ILogger logger, string? id, string topic);

    [LoggerMessage(Level = LogLevel.Debug, Message = "App {AppId} has no route for event {Id} of topic {Topic}.")]
    private static partial void LogNoRoute(ILogger logger, string appId, string? id, string topic);
}
