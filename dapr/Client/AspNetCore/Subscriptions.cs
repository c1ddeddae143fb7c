using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.AspNetCore;

/// <summary>The answer to <c>GET /dapr/subscribe</c>: one subscription per topic, with the routes of all endpoints that handle it.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/api/pubsub_api/#provide-a-route-for-dapr-to-discover-topic-subscriptions. Names, order and routes without
/// a slash in front are those of Dapr.AspNetCore (<c>DaprEndpointRouteBuilderExtensions.cs</c>); daprd does not mind any of them.
/// </remarks>
internal static partial class Subscriptions
{
    public static async Task WriteAsync(HttpContext context, IEnumerable<EndpointDataSource> sources, SubscribeOptions options)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("DaprTopicSubscription");
        context.Response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartArray();
            foreach (var topic in sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Read)
                .GroupBy(route => (route.Topic.PubsubName, route.Topic.Name))
                .OrderBy(topic => topic.Key))
            {
                Write(writer, [.. topic.OrderBy(route => route.Topic.Priority)], options, logger);
            }

            writer.WriteEndArray();
        }
    }

    private static IEnumerable<TopicRoute> Read(RouteEndpoint endpoint)
    {
        var bulk = endpoint.Metadata.GetOrderedMetadata<BulkSubscribeAttribute>();
        var metadata = endpoint.Metadata.GetOrderedMetadata<TopicMetadataAttribute>();
        return endpoint.Metadata.GetOrderedMetadata<TopicAttribute>().Select(topic => new TopicRoute(
            topic, Path(endpoint.RoutePattern), metadata, bulk.FirstOrDefault(options => options.TopicName == topic.Name)));
    }

    /// <exception cref="InvalidOperationException">The route has a parameter: a sidecar has nothing to fill in.</exception>
    private static string Path(RoutePattern pattern)
        => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal
            ? literal.Content
            : throw new InvalidOperationException($"The route {pattern.RawText} of a topic must have no parameters.")))));

    private static void Write(Utf8JsonWriter writer, TopicRoute[] routes, SubscribeOptions options, ILogger logger)
    {
        var first = routes[0];
        var defaults = Array.FindAll(routes, route => string.IsNullOrEmpty(route.Topic.Match));
        var rules = Array.FindAll(routes, route => !string.IsNullOrEmpty(route.Topic.Match));
        if (defaults.Length > 1)
            LogSecondDefault(logger, first.Topic.Name, first.Topic.PubsubName);

        writer.WriteStartObject();
        writer.WriteString("topic"u8, first.Topic.Name);
        writer.WriteString("pubsubName"u8, first.Topic.PubsubName);
        if (rules.Length > 0)
            WriteRules(writer, rules, defaults.FirstOrDefault()?.Path);
        else
            writer.WriteString("route"u8, defaults[0].Path);
        WriteMetadata(writer, routes, options.EnableRawPayload || Array.Exists(routes, route => route.Topic.EnableRawPayload == true));
        if (first.Topic.DeadLetterTopic is { } deadLetterTopic)
            writer.WriteString("deadLetterTopic"u8, deadLetterTopic);
        if (first.Bulk is { } bulk)
            WriteBulk(writer, bulk);
        writer.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter writer, TopicRoute[] rules, string? @default)
    {
        writer.WriteStartObject("routes"u8);
        if (@default is not null)
            writer.WriteString("default"u8, @default);
        writer.WriteStartArray("rules"u8);
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("match"u8, rule.Topic.Match);
            writer.WriteString("path"u8, rule.Path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, TopicRoute[] routes, bool raw)
    {
        var metadata = routes.SelectMany(route => route.Metadata)
            .GroupBy(item => item.Name)
            .Select(values => (values.Key, Value: string.Join(',', values.Select(item => item.Value).Distinct())))
            .ToList();
        if (raw)
            metadata.Add(("rawPayload", "true"));
        if (metadata.Count == 0)
            return;

        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteBulk(Utf8JsonWriter writer, BulkSubscribeAttribute bulk)
    {
        writer.WriteStartObject("bulkSubscribe"u8);
        writer.WriteBoolean("enabled"u8, true);
        writer.WriteNumber("maxMessagesCount"u8, bulk.MaxMessagesCount);
        writer.WriteNumber("maxAwaitDurationMs"u8, bulk.MaxAwaitDurationMs);
        writer.WriteEndObject();
    }

    [LoggerMessage(LogLevel.Error, "Topic {Topic} of {PubSub} has more than one endpoint without a rule: only the first will be called.")]
    private static partial void LogSecondDefault(ILogger logger, string topic, string pubSub);

    private sealed record TopicRoute(
        TopicAttribute Topic, string Path, IReadOnlyList<TopicMetadataAttribute> Metadata, BulkSubscribeAttribute? Bulk);
}
