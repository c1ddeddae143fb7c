using Microsoft.AspNetCore.Routing;
using MusicGraph.Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Tells the sidecar what the app subscribes to.</summary>
public static class DaprEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>GET /dapr/subscribe</c>, which lists the endpoints that carry a <see cref="MusicGraph.Dapr.ITopicMetadata"/>.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints)
    {
        var sources = endpoints.DataSources;
        return endpoints.MapGet("/dapr/subscribe", context => Subscriptions.WriteAsync(context.Response, sources));
    }
}
