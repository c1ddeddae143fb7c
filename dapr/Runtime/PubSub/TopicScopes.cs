using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>The topics that an app may use of a component.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-scopes/.</remarks>
internal sealed class TopicScopes
{
    private readonly string[] _publishing;
    private readonly string[] _subscribing;
    private readonly string[] _allowed;
    private readonly string[] _protected;

    private TopicScopes(string[] publishing, string[] subscribing, string[] allowed, string[] isProtected)
        => (_publishing, _subscribing, _allowed, _protected) = (publishing, subscribing, allowed, isProtected);

    public static TopicScopes For(ComponentDefinition definition, string appId)
        => new(
            Of(definition, PubSubMetadata.PublishingScopes, appId),
            Of(definition, PubSubMetadata.SubscriptionScopes, appId),
            List(definition.Metadata.GetValueOrDefault(PubSubMetadata.AllowedTopics)),
            List(definition.Metadata.GetValueOrDefault(PubSubMetadata.ProtectedTopics)));

    public bool MayPublish(string topic) => May(topic, _publishing);

    public bool MaySubscribe(string topic) => May(topic, _subscribing);

    /// <summary>
    /// An allow list excludes all else; a protected topic needs a scope that names it; an app without a scope may use the rest.
    /// </summary>
    private bool May(string topic, string[] scoped)
    {
        if (_allowed.Length > 0 && !_allowed.Contains(topic, StringComparer.Ordinal))
            return false;

        return scoped.Length > 0 ? scoped.Contains(topic, StringComparer.Ordinal) : !_protected.Contains(topic, StringComparer.Ordinal);
    }

    /// <summary><c>app1=topic1,topic2;app2=topic3</c>. An app that is named without topics may use none.</summary>
    private static string[] Of(ComponentDefinition definition, string field, string appId)
    {
        foreach (var scope in (definition.Metadata.GetValueOrDefault(field) ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            var separator = scope.IndexOf('=', StringComparison.Ordinal);
            if (separator > 0 && scope.AsSpan(0, separator).TrimEnd().SequenceEqual(appId))
                return scope[(separator + 1)..].Split(',', StringSplitOptions.TrimEntries);
        }

        return [];
    }

    private static string[] List(string? topics)
        => (topics ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
