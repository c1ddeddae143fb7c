namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What brokers can do, as components-contrib's <c>pubsub/feature.go</c> and the metadata API name it.</summary>
internal static class PubSubCapabilities
{
    /// <summary>It drops messages whose <c>ttlInSeconds</c> has run out.</summary>
    public const string MessageTimeToLive = "MESSAGE_TTL";
}
