using MusicGraph.Dapr;
using MusicGraph.Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Unwraps CloudEvents.</summary>
public static class DaprApplicationBuilderExtensions
{
    /// <summary>
    /// Replaces the body of a request of type <c>application/cloudevents+json</c> by the event's data and its type by the data's, so
    /// that a handler sees what was published.
    /// </summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder)
        => builder.UseCloudEvents(new CloudEventsMiddlewareOptions());

    /// <summary>Replaces the body of a request of type <c>application/cloudevents+json</c> by the event's data.</summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder, CloudEventsMiddlewareOptions options)
        => builder.Use(next => new CloudEventsMiddleware(next, options).InvokeAsync);
}
