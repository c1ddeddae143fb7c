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
        var route = routes ? ReadDefaultRoute(spec) : spec.Required("route");
        var deadLetterTopic = spec.Text("deadLetterTopic");
        spec.Ignore("bulkSubscribe"); // A hint: events may come one by one.
        var metadata = spec.Mapping("metadata");
        var raw = metadata?.Text("rawPayload") is { } text && bool.TryParse(text, out var flag) && flag;
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        return new SubscriptionDefinition(pubSub, topic, route, deadLetterTopic, raw, scopes, IsDeclarative: true);
    }

    private static string ReadDefaultRoute(YamlFields spec)
    {
        var routes = spec.Mapping("routes") ?? throw spec.Error("field 'routes' is missing");
        if (routes.Sequence("rules").Count > 0)
            throw routes.Error("routing by rules is not supported by the embedded runtime: only 'default' is");

        var route = routes.Required("default");
        routes.EnsureAllRead();
        return route;
    }
}
