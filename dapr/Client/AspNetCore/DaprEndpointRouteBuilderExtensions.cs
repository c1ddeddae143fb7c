using Microsoft.AspNetCore.Routing;
using MusicGraph.Dapr;
using MusicGraph.Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Tells the sidecar what the app subscribes to.</summary>
public static class DaprEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>GET /dapr/subscribe</c>, which lists the endpoints that carry a <see cref="TopicAttribute"/>.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints)
        => endpoints.MapSubscribeHandler(new SubscribeOptions());

    /// <summary>Maps <c>GET /dapr/subscribe</c>, with options that hold for all subscriptions.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints, SubscribeOptions options)
    {
        var sources = endpoints.DataSources;
        return endpoints.MapGet("/dapr/subscribe", context => Subscriptions.WriteAsync(context, sources, options));
    }
}
