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

    /// <summary>Marks the endpoint as the handler of a topic's events, taken as bytes where <paramref name="enableRawPayload"/> is set.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name, bool enableRawPayload)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name, EnableRawPayload = enableRawPayload });

    /// <summary>Marks the endpoint as the handler of a topic's events.</summary>
    public static T WithTopic<T>(this T builder, ITopicMetadata topic)
        where T : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(topic));
        return builder;
    }
}
