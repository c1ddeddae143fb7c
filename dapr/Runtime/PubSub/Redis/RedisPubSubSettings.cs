using System.Globalization;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>The metadata of <c>pubsub.redis</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-redis-pubsub/; components-contrib, <c>common/component/redis/settings.go</c>.</remarks>
/// <param name="ProcessingTimeout">After which a message that is not acknowledged may be brought again; zero for never.</param>
/// <param name="RedeliverInterval">How often such messages are looked for; zero for never.</param>
/// <param name="QueueDepth">How many messages are read at once, and how many wait here.</param>
/// <param name="Concurrency">How many messages of a subscription are handled at a time.</param>
/// <param name="MaxLenApprox">About how many messages a topic keeps; zero for all.</param>
/// <param name="StreamTimeToLive">About how long a topic keeps messages; zero for ever.</param>
internal sealed record RedisPubSubSettings(
    RedisSettings Server,
    TimeSpan ProcessingTimeout,
    TimeSpan RedeliverInterval,
    int QueueDepth,
    int Concurrency,
    long MaxLenApprox,
    TimeSpan StreamTimeToLive)
{
    public bool Redelivers => ProcessingTimeout > TimeSpan.Zero && RedeliverInterval > TimeSpan.Zero;

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static RedisPubSubSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        PubSubMetadata.ReadCommon(metadata);
        metadata.Refuse("ackOnError");
        var settings = new RedisPubSubSettings(
            RedisSettings.Read(context),
            Milliseconds(metadata, "processingTimeout", TimeSpan.FromSeconds(15)),
            Milliseconds(metadata, "redeliverInterval", TimeSpan.FromSeconds(60)),
            Positive(context, "queueDepth", 100),
            Positive(context, "concurrency", 10),
            metadata.Number("maxLenApprox", 0),
            metadata.Duration(TimeSpan.Zero, "streamTTL"));
        metadata.EnsureAllRead();
        return settings;
    }

    /// <summary>A duration, or a number, which for these fields is of milliseconds.</summary>
    private static TimeSpan Milliseconds(ComponentMetadata metadata, string name, TimeSpan fallback)
        => ulong.TryParse(metadata.Optional(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromMilliseconds(number)
            : metadata.Duration(fallback, name);

    private static int Positive(ComponentContext context, string name, int fallback)
        => context.Metadata.Number(name, fallback) is > 0 and var number
            ? number
            : throw context.Definition.Error($"metadata field '{name}' must be more than 0");
}
