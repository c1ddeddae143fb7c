using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.PubSub.Cel;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Reads an app's answer to <c>GET /dapr/subscribe</c>, with one route or with rules.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#provide-a-route-for-dapr-to-discover-topic-subscriptions.</remarks>
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
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new DaprConfigurationException($"App {appId}: /dapr/subscribe answers no list of subscriptions: {error.Message}", error);
        }
    }

    private static SubscriptionDefinition Read(JsonElement item, string appId)
    {
        var topic = Text(item, "topic") ?? throw Missing(appId, "topic");
        return new SubscriptionDefinition(
            Text(item, "pubsubname") ?? throw Missing(appId, "pubsubname"),
            topic,
            ReadRules(item, appId, topic),
            Text(item, "deadLetterTopic"),
            Object(item, "metadata") is { } metadata
                ? metadata.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                : Empty.Metadata,
            ReadBulk(item),
            Scopes: [],
            IsDeclarative: false);
    }

    private static List<RoutingRule> ReadRules(JsonElement item, string appId, string topic)
    {
        var routes = Object(item, "routes");
        var rules = new List<RoutingRule>();
        if (routes is { } mapping && mapping.TryGetField("rules", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            foreach (var rule in given.EnumerateArray())
            {
                try
                {
                    rules.Add(RoutingRule.Parse(Text(rule, "match"), Text(rule, "path") ?? throw Missing(appId, "path")));
                }
                catch (CelException error)
                {
                    throw new DaprConfigurationException(
                        $"App {appId}: the subscription to topic {topic} has a rule that is no expression: {Text(rule, "match")}: {error.Message}", error);
                }
            }
        }

        if ((routes is { } withDefault ? Text(withDefault, "default") : null) is { } route || (route = Text(item, "route")) is not null)
            rules.Add(new RoutingRule(null, route));
        return rules;
    }

    private static PubSubBatch? ReadBulk(JsonElement item)
        => Object(item, "bulkSubscribe") is { } bulk && bulk.TryGetField("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.True
            ? BulkDefaults.Create(Number(bulk, "maxMessagesCount"), Number(bulk, "maxAwaitDurationMs"))
            : null;

    private static JsonElement? Object(JsonElement item, string name)
        => item.TryGetField(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static int Number(JsonElement item, string name)
        => item.TryGetField(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    private static string? Text(JsonElement item, string name)
        => item.TryGetField(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static DaprConfigurationException Missing(string appId, string field)
        => new($"App {appId}: a subscription of /dapr/subscribe lacks '{field}'.");
}
