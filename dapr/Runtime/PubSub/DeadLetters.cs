using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Where a subscription's messages go that its app does not want or cannot handle.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-deadletter/.</remarks>
internal sealed partial class DeadLetters(string? topic, NamedPubSub pubSub, ILogger logger)
{
    /// <summary>False where there is no such topic or the broker did not accept the message.</summary>
    public async Task<bool> TrySendAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(topic))
            return false;

        try
        {
            await pubSub.PublishAsync(topic, message, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PubSubException error)
        {
            LogFailed(logger, error, topic);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Dead letter topic {Topic} did not accept an event.")]
    private static partial void LogFailed(ILogger logger, Exception error, string topic);
}
