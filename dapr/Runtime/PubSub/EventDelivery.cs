using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Brings the messages of one subscription to the app, again and again within bounds.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#expected-http-response.</remarks>
internal sealed partial class EventDelivery(
    SubscriptionDefinition subscription, IPubSub pubSub, SidecarState state, AppChannel app, ILogger logger)
{
    private const int MaxAttempts = 10;
    private const int MaxAnswer = 64 * 1024;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);
    private static readonly MediaTypeHeaderValue s_contentType = new(CloudEvents.ContentType);

    public async Task DeliverAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        if (message.ExpiresAt <= state.Time.GetUtcNow())
        {
            Count("drop");
            return;
        }

        var body = subscription.RawPayload ? CloudEvents.WrapRaw(Context(message), message.Data) : message.Data;
        for (var attempt = 1; ; attempt++)
        {
            var status = await TryDeliverAsync(message, body, cancellationToken).ConfigureAwait(false);
            switch (status)
            {
                case DeliveryStatus.Success:
                    Count("success");
                    return;
                case DeliveryStatus.NotFound:
                    LogNotFound(logger, state.AppId, subscription.Route, subscription.Topic);
                    Count("drop");
                    return;
                case DeliveryStatus.Drop:
                    LogDropped(logger, state.AppId, subscription.Topic);
                    Count("drop");
                    await SendToDeadLetterAsync(message, cancellationToken).ConfigureAwait(false);
                    return;
                case DeliveryStatus.Retry when attempt == MaxAttempts:
                    LogGivenUp(logger, state.AppId, subscription.Topic, MaxAttempts);
                    Count("drop");
                    await SendToDeadLetterAsync(message, cancellationToken).ConfigureAwait(false);
                    return;
                default:
                    Count("retry");
                    await Task.Delay(Delay(attempt), state.Time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private static TimeSpan Delay(int attempt)
    {
        var delay = s_firstDelay * Math.Pow(2, attempt - 1);
        return delay < s_longestDelay ? delay : s_longestDelay;
    }

    private async Task<DeliveryStatus> TryDeliverAsync(PubSubMessage message, byte[] body, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartDelivery(subscription.Topic, message.TraceParent);
        using var request = app.CreateRequest(HttpMethod.Post, subscription.Route);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = s_contentType } };
        if (activity is null && message.TraceParent is not null)
            request.Headers.TryAddWithoutValidation("traceparent", message.TraceParent);

        try
        {
            using var response = await app.SendAsync(request, subscription.Route, cancellationToken).ConfigureAwait(false);
            var status = await ReadStatusAsync(response, cancellationToken).ConfigureAwait(false);
            if (status == DeliveryStatus.Retry)
                LogRetry(logger, state.AppId, subscription.Topic, (int)response.StatusCode);
            return status;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(logger, error, state.AppId, subscription.Topic);
            return DeliveryStatus.Retry;
        }
    }

    private static async Task<DeliveryStatus> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return DeliveryStatus.NotFound;
        if (!response.IsSuccessStatusCode)
            return DeliveryStatus.Retry;
        if (response.Content.Headers.ContentLength is 0 or > MaxAnswer)
            return DeliveryStatus.Success;

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonElement.TryParseValue(ref reader, out var answer)
                || answer.Value.ValueKind != JsonValueKind.Object
                || !answer.Value.TryGetProperty("status"u8, out var status)
                || status.ValueKind != JsonValueKind.String)
            {
                return DeliveryStatus.Success;
            }

            return status.GetString() switch
            {
                "" or "SUCCESS" => DeliveryStatus.Success,
                "DROP" => DeliveryStatus.Drop,
                _ => DeliveryStatus.Retry,
            };
        }
        catch (JsonException)
        {
            return DeliveryStatus.Success; // A handler that answers with something of its own has handled the event.
        }
    }

    private async Task SendToDeadLetterAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(subscription.DeadLetterTopic))
            return;

        try
        {
            await pubSub.PublishAsync(subscription.DeadLetterTopic, message, cancellationToken).ConfigureAwait(false);
        }
        catch (PubSubException error)
        {
            LogDeadLetterFailed(logger, error, subscription.DeadLetterTopic);
        }
    }

    private CloudEventContext Context(PubSubMessage message)
        => new(state.AppId, subscription.PubSubName, subscription.Topic, state.Time.GetUtcNow(), null, message.TraceParent, null, Empty.Metadata);

    private void Count(string status) => state.Metrics.PubSubIngress(subscription.PubSubName, subscription.Topic, status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} has no route {Route}: an event of topic {Topic} is dropped.")]
    private static partial void LogNotFound(ILogger logger, string appId, string route, string topic);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} dropped an event of topic {Topic}.")]
    private static partial void LogDropped(ILogger logger, string appId, string topic);

    [LoggerMessage(Level = LogLevel.Error, Message = "App {AppId} did not handle an event of topic {Topic} in {Attempts} attempts.")]
    private static partial void LogGivenUp(ILogger logger, string appId, string topic, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} wants an event of topic {Topic} again (status {Status}).")]
    private static partial void LogRetry(ILogger logger, string appId, string topic, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} could not be reached with an event of topic {Topic}.")]
    private static partial void LogUnreachable(ILogger logger, Exception error, string appId, string topic);

    [LoggerMessage(Level = LogLevel.Error, Message = "Dead letter topic {Topic} did not accept an event.")]
    private static partial void LogDeadLetterFailed(ILogger logger, Exception error, string topic);
}
