using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Metadata that every pub/sub component has, and that is read for each app by itself: who consumes, which topics it may use.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/ and …/howto-namespace/.</remarks>
internal static class PubSubMetadata
{
    public const string ConsumerId = "consumerID";
    public const string PublishingScopes = "publishingScopes";
    public const string SubscriptionScopes = "subscriptionScopes";
    public const string AllowedTopics = "allowedTopics";
    public const string ProtectedTopics = "protectedTopics";

    /// <summary>Marks the fields as known.</summary>
    public static void ReadCommon(ComponentMetadata metadata)
        => metadata.Ignore(ConsumerId, PublishingScopes, SubscriptionScopes, AllowedTopics, ProtectedTopics);
}
