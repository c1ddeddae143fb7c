using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Reads an app's answer to <c>GET /dapr/subscribe</c>.</summary>
/// <remarks>
/// https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/#programmatic-subscriptions. daprd reads names
/// in any case, and Dapr.AspNetCore writes <c>pubsubName</c>.
/// </remarks>
internal static class SubscriptionList
{
    /// <exception cref="DaprConfigurationException">It is no list of subscriptions.</exception>
    public static IReadOnlyList<SubscriptionDefinition> Parse(byte[] body, string appId)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Null
                ? []
                : [.. document.RootElement.EnumerateArray().Select(item => Read(item, appId))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new DaprConfigurationException($"App {appId}: /dapr/subscribe answers no list of subscriptions: {error.Message}", error);
        }
    }

    private static SubscriptionDefinition Read(JsonElement item, string appId)
        => new(
            Text(item, "pubsubname") ?? Text(item, "pubsubName") ?? throw Missing(appId, "pubsubname"),
            Text(item, "topic") ?? throw Missing(appId, "topic"),
            Text(item, "route") ?? DefaultRoute(item) ?? throw Missing(appId, "route"),
            Text(item, "deadLetterTopic"),
            item.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
                && Text(metadata, "rawPayload") is { } raw && bool.TryParse(raw, out var flag) && flag,
            Scopes: [],
            IsDeclarative: false);

    private static string? DefaultRoute(JsonElement item)
        => item.TryGetProperty("routes", out var routes) && routes.ValueKind == JsonValueKind.Object ? Text(routes, "default") : null;

    private static string? Text(JsonElement item, string name)
        => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static DaprConfigurationException Missing(string appId, string field)
        => new($"App {appId}: a subscription of /dapr/subscribe lacks '{field}'.");
}
