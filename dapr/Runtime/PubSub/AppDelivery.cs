using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Posts an event to the app and reads what it made of it.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#expected-http-response; dapr/dapr, <c>pkg/runtime/subscription/postman/http</c>.</remarks>
internal sealed partial class AppDelivery(AppChannel app, TimeProvider time, ILogger logger)
{
    private const int MaxAnswer = 64 * 1024;

    // How often an event may break the connection to the app, as one does that ends the app's process, until it counts as not handled.
    private const int MaxBroken = 3;

    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));

    /// <inheritdoc cref="SendAsync"/>
    public async Task<DeliveryResult> PostAsync(
        string route, byte[] cloudEvent, CloudEventFields fields, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(route, cloudEvent, CloudEvents.ContentType, fields, stopping, cancellationToken).ConfigureAwait(false);
        return response is null ? new DeliveryResult(DeliveryStatus.Retry) : await ReadStatusAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits while the app cannot be reached at all, as daprd does whose health checks find an app unhealthy: that is no fault of the event.
    /// </summary>
    /// <param name="stopping">Ends the waiting for an app that cannot be reached; what it already works on may be finished.</param>
    /// <returns>The answer; null where the connection broke again and again.</returns>
    public async Task<HttpResponseMessage?> SendAsync(
        string route, byte[] body, string contentType, CloudEventFields fields, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartDelivery(route, fields.TraceParent, fields.TraceState);
        var broken = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = CreateRequest(route, body, contentType, isTraced: activity is not null, fields);
                return await app.SendAsync(request, route, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnreachable(logger, error, app.AppId, route);
                if (error.HttpRequestError != HttpRequestError.ConnectionError && ++broken == MaxBroken)
                    return null;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
            await Task.Delay(s_backoff.After(attempt), time, either.Token).ConfigureAwait(false);
        }
    }

    /// <summary>The answer's body; nothing where the connection broke while it came.</summary>
    public static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private HttpRequestMessage CreateRequest(string route, byte[] body, string contentType, bool isTraced, CloudEventFields fields)
    {
        var request = app.CreateRequest(HttpMethod.Post, route);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        if (!isTraced && fields.TraceParent is { Length: > 0 } traceParent)
        {
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
            if (fields.TraceState is { Length: > 0 } traceState)
                request.Headers.TryAddWithoutValidation("tracestate", traceState);
        }

        return request;
    }

    private async Task<DeliveryResult> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return new DeliveryResult(DeliveryStatus.Drop);
        if (!response.IsSuccessStatusCode)
        {
            LogRefused(logger, app.AppId, response.RequestMessage?.RequestUri?.AbsolutePath, (int)response.StatusCode);
            return new DeliveryResult(DeliveryStatus.Retry, (int)response.StatusCode);
        }

        if (response.Content.Headers.ContentLength is 0 or > MaxAnswer)
            return new DeliveryResult(DeliveryStatus.Success);

        var body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.TryParseValue(ref reader, out var answer) && answer.Value.ValueKind == JsonValueKind.Object
                ? new DeliveryResult(Read(answer.Value))
                : new DeliveryResult(DeliveryStatus.Success);
        }
        catch (JsonException)
        {
            return new DeliveryResult(DeliveryStatus.Success); // A handler that answers with something of its own has handled the event.
        }
    }

    // An answer without a status, such as {}, is as good as none.
    private static DeliveryStatus Read(JsonElement answer)
        => !answer.TryGetField("status", out var status) || status.ValueKind != JsonValueKind.String ? DeliveryStatus.Success : status.GetString() switch
        {
            "" or "SUCCESS" => DeliveryStatus.Success,
            "DROP" => DeliveryStatus.Drop,
            _ => DeliveryStatus.Retry,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} answers an event at {Route} with {Status}: it has to come again.")]
    private static partial void LogRefused(ILogger logger, string appId, string? route, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} could not be reached with an event at {Route}.")]
    private static partial void LogUnreachable(ILogger logger, Exception error, string appId, string? route);
}
