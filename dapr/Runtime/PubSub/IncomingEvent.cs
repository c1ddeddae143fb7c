using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.PubSub.Cel;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A message as an app is to have it.</summary>
/// <param name="Body">The CloudEvent.</param>
/// <param name="Route">The app's path that it goes to; null where no rule is met.</param>
internal sealed record IncomingEvent(PubSubMessage Message, byte[] Body, CloudEventFields Fields, string? Route)
{
    /// <exception cref="JsonException">The message is no CloudEvent.</exception>
    /// <exception cref="CelException">A rule cannot be evaluated on it.</exception>
    public static IncomingEvent Read(PubSubMessage message, SubscriptionDefinition subscription)
    {
        var body = subscription.IsRaw ? CloudEvents.WrapRaw(subscription.PubSubName, subscription.Topic, message.Data) : message.Data;
        return new IncomingEvent(message, body, CloudEventFields.Read(body), FindRoute(body, subscription.Rules));
    }

    private static string? FindRoute(byte[] body, IReadOnlyList<RoutingRule> rules)
    {
        if (rules[0].Match is null)
            return rules[0].Path;

        using var document = JsonDocument.Parse(body);
        return rules.FirstOrDefault(rule => rule.Match is null || rule.Match.IsMatch(document.RootElement))?.Path;
    }
}
