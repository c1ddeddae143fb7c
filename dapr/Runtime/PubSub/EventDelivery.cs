using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Brings the messages of one subscription to the app, one by one.</summary>
/// <remarks>As dapr/dapr, <c>pkg/runtime/subscription/subscription.go</c>.</remarks>
internal sealed partial class EventDelivery(
    SubscriptionDefinition subscription, NamedPubSub pubSub, SidecarState state, AppChannel app, ILogger logger)
{
    private readonly AppDelivery _app = new(app, state.Time, logger);
    private readonly Policy? _policy = state.Components.Policies.Inbound(subscription.PubSubName, ComponentKind.Pubsub);
    private readonly DeadLetters _deadLetters = new(subscription.DeadLetterTopic, pubSub, logger);

    /// <summary>False where the broker has to bring the message again.</summary>
    public async Task<bool[]> HandleAsync(IReadOnlyList<PubSubMessage> messages, CancellationToken cancellationToken)
        => [await DeliverAsync(messages[0], cancellationToken).ConfigureAwait(false)];

    private async Task<bool> DeliverAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        CloudEventFields fields;
        var body = message.Data;
        try
        {
            if (subscription.RawPayload)
                body = CloudEvents.WrapRaw(subscription.PubSubName, subscription.Topic, message.Data);
            fields = CloudEventFields.Read(body);
        }
        catch (JsonException error)
        {
            LogNoCloudEvent(logger, error, subscription.Topic);
            return await GiveUpAsync(message, cancellationToken).ConfigureAwait(false);
        }

        if (fields.Expiration < state.Time.GetUtcNow())
        {
            LogExpired(logger, fields.Id, subscription.Topic);
            return await DropAsync(message, cancellationToken).ConfigureAwait(false);
        }

        switch (await PostAsync(body, fields, cancellationToken).ConfigureAwait(false))
        {
            case DeliveryStatus.Success:
                Count("success");
                return true;
            case DeliveryStatus.Drop:
                LogDropped(logger, state.AppId, fields.Id, subscription.Topic);
                return await DropAsync(message, cancellationToken).ConfigureAwait(false);
            default:
                return await GiveUpAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DeliveryStatus> PostAsync(byte[] body, CloudEventFields fields, CancellationToken cancellationToken)
    {
        if (_policy is null)
            return await _app.PostAsync(subscription.Route, body, fields, cancellationToken).ConfigureAwait(false);

        try
        {
            return await _policy.ExecuteAsync(
                token => _app.PostAsync(subscription.Route, body, fields, token),
                status => status == DeliveryStatus.Retry ? 0 : null,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ResilienceException error)
        {
            LogNotDelivered(logger, error, state.AppId, fields.Id, subscription.Topic);
            return DeliveryStatus.Retry;
        }
    }

    private async Task<bool> DropAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        Count("drop");
        await _deadLetters.TrySendAsync(message, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Without a dead letter topic the broker decides what becomes of the message.</summary>
    private async Task<bool> GiveUpAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        var sent = await _deadLetters.TrySendAsync(message, cancellationToken).ConfigureAwait(false);
        Count(sent ? "drop" : "retry");
        return sent;
    }

    private void Count(string status) => state.Metrics.PubSubIngress(subscription.PubSubName, subscription.Topic, status);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of topic {Topic} is no CloudEvent.")]
    private static partial void LogNoCloudEvent(ILogger logger, Exception error, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} did not get event {Id} of topic {Topic}.")]
    private static partial void LogNotDelivered(ILogger logger, Exception error, string appId, string? id, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} of topic {Topic} has expired.")]
    private static partial void LogExpired(ILogger logger, string? id, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} dropped event {Id} of topic {Topic}.")]
    private static partial void LogDropped(ILogger logger, string appId, string? id, string topic);
}
