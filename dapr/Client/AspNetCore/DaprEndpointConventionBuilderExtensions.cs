using MusicGraph.Dapr;
using MusicGraph.Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Subscribes endpoints to topics.</summary>
public static class DaprEndpointConventionBuilderExtensions
{
    /// <summary>Marks the endpoint as the handler of a topic's events. <c>MapSubscribeHandler</c> tells the sidecar.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name });

    /// <summary>Marks the endpoint as the handler of a topic's events, with metadata of the subscription for the component.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name, IDictionary<string, string> metadata)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name, Metadata = metadata });

    /// <summary>Marks the endpoint as the handler of a topic's messages, which are no CloudEvents where <paramref name="enableRawPayload"/> is set.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name, bool enableRawPayload)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name, EnableRawPayload = enableRawPayload });

    /// <summary>Marks the endpoint as the handler of a topic's events.</summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public static T WithTopic<T>(this T builder, TopicOptions topicOptions)
        where T : IEndpointConventionBuilder
    {
        var topic = new TopicAttribute(
            topicOptions.PubsubName, topicOptions.Name, topicOptions.DeadLetterTopic, topicOptions.EnableRawPayload)
        {
            Match = topicOptions.Match,
            Priority = topicOptions.Priority,
        };
        foreach (var (name, value) in topicOptions.Metadata ?? new Dictionary<string, string>())
            builder.WithMetadata(new TopicMetadataAttribute(name, value));
        return builder.WithMetadata(topic);
    }

    /// <summary>Has a topic's events come many at a time.</summary>
    /// <exception cref="ArgumentException">The topic is missing.</exception>
    public static T WithBulkSubscribe<T>(this T builder, BulkSubscribeTopicOptions bulkSubscribeTopicOptions)
        where T : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(bulkSubscribeTopicOptions.TopicName);
        return builder.WithMetadata(new BulkSubscribeAttribute(
            bulkSubscribeTopicOptions.TopicName,
            bulkSubscribeTopicOptions.MaxMessagesCount,
            bulkSubscribeTopicOptions.MaxAwaitDurationMs));
    }
}
