using System.Globalization;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.Http;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Makes messages of what an app publishes to a topic.</summary>
internal sealed class OutgoingEvents(SidecarState state, PublishTarget target)
{
    /// <exception cref="ApiException">It says that it is a CloudEvent and is none.</exception>
    public PubSubMessage Create(
        ReadOnlyMemory<byte> data, string? contentType, IReadOnlyDictionary<string, string> metadata, string? traceParent, string? traceState)
    {
        var ttl = ReadTimeToLive(metadata);
        var message = new PubSubMessage([]) { Metadata = metadata, TimeToLive = ttl };
        if (target.IsRaw)
            return message with { Data = data.ToArray(), ContentType = contentType };

        // The broker drops what has run out where it can, else whoever brings the event to an app.
        var now = state.Time.GetUtcNow();
        var expires = target.PubSub.HasTimeToLive ? null : now + ttl;
        var context = new CloudEventContext(state.AppId, target.PubSub.Name, target.Topic, now, expires, traceParent, traceState, metadata);
        try
        {
            var envelope = CloudEvents.IsCloudEvent(contentType)
                ? CloudEvents.Complete(context, data)
                : CloudEvents.Wrap(context, contentType, data.Span);
            return message with { Data = envelope, ContentType = CloudEvents.ContentType };
        }
        catch (JsonException error)
        {
            throw target.Errors.NoCloudEvent(error);
        }
    }

    private static TimeSpan? ReadTimeToLive(IReadOnlyDictionary<string, string> metadata)
        => metadata.TryGetValue("ttlInSeconds", out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < int.MaxValue
                ? TimeSpan.FromSeconds(seconds)
                : null;
}
