using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Makes messages of what an app publishes to a topic.</summary>
internal sealed class OutgoingEvents(SidecarState state, NamedPubSub pubSub, string topic)
{
    /// <exception cref="ApiException">It says that it is a CloudEvent and is none.</exception>
    public PubSubMessage Create(
        ReadOnlyMemory<byte> data, string? contentType, IReadOnlyDictionary<string, string> metadata, bool isRaw, string? traceParent, string? traceState)
    {
        var ttl = ReadTimeToLive(metadata);
        var message = new PubSubMessage([]) { Metadata = metadata, TimeToLive = ttl };
        if (isRaw)
            return message with { Data = data.ToArray(), ContentType = contentType };

        // The broker drops what has run out where it can, else whoever brings the event to an app.
        var now = state.Time.GetUtcNow();
        var expires = pubSub.HasTimeToLive ? null : now + ttl;
        var context = new CloudEventContext(state.AppId, pubSub.Name, topic, now, expires, traceParent, traceState, metadata);
        try
        {
            var envelope = CloudEvents.IsCloudEvent(contentType)
                ? CloudEvents.Complete(context, data)
                : CloudEvents.Wrap(context, contentType, data.Span);
            return message with { Data = envelope, ContentType = CloudEvents.ContentType };
        }
        catch (JsonException error)
        {
            throw new ApiException(
                StatusCodes.Status500InternalServerError, "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent", error);
        }
    }

    private static TimeSpan? ReadTimeToLive(IReadOnlyDictionary<string, string> metadata)
        => metadata.TryGetValue("ttlInSeconds", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < int.MaxValue
                ? TimeSpan.FromSeconds(seconds)
                : null;
}
