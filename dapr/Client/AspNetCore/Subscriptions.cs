using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MusicGraph.Dapr.AspNetCore;

/// <summary>The answer to <c>GET /dapr/subscribe</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#provide-a-route-for-dapr-to-discover-topic-subscriptions.</remarks>
internal static class Subscriptions
{
    public static async Task WriteAsync(HttpResponse response, IEnumerable<EndpointDataSource> sources)
    {
        response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartArray();
            foreach (var endpoint in sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
            {
                foreach (var topic in endpoint.Metadata.GetOrderedMetadata<ITopicMetadata>())
                    Write(writer, topic, endpoint);
            }

            writer.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter writer, ITopicMetadata topic, RouteEndpoint endpoint)
    {
        writer.WriteStartObject();
        writer.WriteString("pubsubname"u8, topic.PubsubName);
        writer.WriteString("topic"u8, topic.Name);
        writer.WriteString("route"u8, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'));
        if (topic.DeadLetterTopic is { } deadLetterTopic)
            writer.WriteString("deadLetterTopic"u8, deadLetterTopic);
        if (topic.EnableRawPayload == true)
        {
            writer.WriteStartObject("metadata"u8);
            writer.WriteString("rawPayload"u8, "true"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
