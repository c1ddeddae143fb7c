using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.Cel;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Reads a subscription.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/subscription-schema/.</remarks>
internal static class SubscriptionReader
{
    /// <param name="routes">Whether it is of v2alpha1, which has routes in place of one route.</param>
    public static SubscriptionDefinition Read(YamlFields document, bool routes)
    {
        var name = ResourceLoader.ReadName(document);
        document = document.At($"subscription {name}");
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var pubSub = spec.Required("pubsubname");
        var topic = spec.Required("topic");
        List<RoutingRule> rules = routes ? ReadRoutes(spec) : [new RoutingRule(null, spec.Required("route"))];
        var deadLetterTopic = spec.Text("deadLetterTopic");
        var bulk = ReadBulk(spec);
        var metadata = spec.Mapping("metadata");
        var fields = metadata?.Names().ToDictionary(field => field, field => metadata.Text(field) ?? "", StringComparer.OrdinalIgnoreCase) ?? [];
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        return new SubscriptionDefinition(pubSub, topic, rules, deadLetterTopic, fields, bulk, scopes, IsDeclarative: true);
    }

    private static List<RoutingRule> ReadRoutes(YamlFields spec)
    {
        var routes = spec.Mapping("routes") ?? throw spec.Error("field 'routes' is missing");
        var rules = new List<RoutingRule>();
        foreach (var rule in routes.Mappings("rules"))
        {
            try
            {
                rules.Add(RoutingRule.Parse(rule.Text("match"), rule.Required("path")));
            }
            catch (CelException error)
            {
                throw rule.Error($"field 'match' is no expression: {error.Message}");
            }

            rule.EnsureAllRead();
        }

        if (routes.Text("default") is { Length: > 0 } route)
            rules.Add(new RoutingRule(null, route));
        routes.EnsureAllRead();
        return rules.Count > 0 ? rules : throw routes.Error("there is neither a rule nor a default");
    }

    private static PubSubBatch? ReadBulk(YamlFields spec)
    {
        var bulk = spec.Mapping("bulkSubscribe");
        if (bulk is null)
            return null;

        var isEnabled = bulk.Flag("enabled");
        var batch = BulkDefaults.Create(bulk.Number("maxMessagesCount") ?? 0, bulk.Number("maxAwaitDurationMs") ?? 0);
        bulk.EnsureAllRead();
        return isEnabled ? batch : null;
    }
}
