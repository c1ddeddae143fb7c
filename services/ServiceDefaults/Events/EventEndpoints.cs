using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>The endpoints that the sidecar hands events to.</summary>
public static class EventEndpoints
{
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
        app.MapPost($"/events/{topic}", handler)
            .ExcludeFromDescription()
            .WithMetadata(new EventEndpoint())
            .WithTopic(new TopicOptions { PubsubName = pubsub, Name = topic, DeadLetterTopic = Topics.DeadLettersOf(topic) })
            .ForSidecarOnly();
}

/// <summary>Marks an endpoint that is handed events.</summary>
internal sealed class EventEndpoint;
