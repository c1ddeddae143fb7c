using MusicGraph.Dapr.Runtime.PubSub.Cel;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Which events go to which path of the app.</summary>
/// <remarks>https://docs.dapr.io/developing-applications/building-blocks/pubsub/howto-route-messages/.</remarks>
/// <param name="Match">Null for all events.</param>
internal sealed record RoutingRule(CelExpression? Match, string Path)
{
    /// <param name="match">As it is written; empty for all events.</param>
    /// <exception cref="CelException">It is no expression.</exception>
    public static RoutingRule Parse(string? match, string path)
        => new(string.IsNullOrWhiteSpace(match) ? null : CelExpression.Parse(match.Trim()), path);
}
