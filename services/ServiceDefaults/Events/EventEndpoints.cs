using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>The endpoints that the sidecar hands events to.</summary>
public static class EventEndpoints
{
    private const int MostTogether = 100;

    // Milliseconds that an event waits for others.
    private const int LongestWait = 100;

    /// <summary>Takes events out of their CloudEvents and tells the sidecar which topics are wanted.</summary>
    public static void UseEvents(this WebApplication app)
    {
        app.UseCloudEvents();
        app.MapSubscribeHandler().ForSidecarOnly();
    }

    /// <summary>
    /// Handles a topic's events at <c>POST /events/{topic}</c>. An answer of success ends the matter; one that is no such event is dropped
    /// (404, see <see cref="Http.ProblemExceptionHandler"/>); what else fails comes again, as often as the resiliency policy says,
    /// and then goes to <see cref="Topics.DeadLettersOf"/>, so that others get their turn.
    /// </summary>
    public static void MapEvents(
        this IEndpointRouteBuilder app, string topic, Delegate handler, string pubsub = Components.PubSub) =>
        app.Map(topic, handler, pubsub).ForSidecarOnly();

    /// <summary>
    /// Handles a topic's events many at a time: <paramref name="handler"/> takes a <see cref="BulkSubscribeMessage{TValue}"/> and answers a
    /// <see cref="BulkSubscribeAppResponse"/>, which says of each what became of it.
    /// </summary>
    public static void MapBulkEvents(this IEndpointRouteBuilder app, string topic, Delegate handler) =>
        app.Map(topic, handler, Components.PubSub)
            .WithBulkSubscribe(new BulkSubscribeTopicOptions
            {
                TopicName = topic,
                MaxMessagesCount = MostTogether,
                MaxAwaitDurationMs = LongestWait,
            })
            .ForSidecarOnly();

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder app, string topic, Delegate handler, string pubsub) =>
        app.MapPost($"/events/{topic}", handler)
            .ExcludeFromDescription()
            .WithMetadata(new EventEndpoint())
            .WithTopic(new TopicOptions { PubsubName = pubsub, Name = topic, DeadLetterTopic = Topics.DeadLettersOf(topic) });
}

/// <summary>Marks an endpoint that is handed events.</summary>
internal sealed class EventEndpoint;
