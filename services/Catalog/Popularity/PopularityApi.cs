using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Catalog.Popularity;

internal static class PopularityApi
{
    /// <summary>Hears what users do.</summary>
    public static void MapPopularity(this IEndpointRouteBuilder app) => app.MapEvents(Topics.Social, OnSocialAsync);

    private static async Task<Ok> OnSocialAsync(SocialEvent happened, PopularityCounter counter, CancellationToken cancellationToken)
    {
        await (happened switch
        {
            Shared shared => counter.CountAsync(shared, cancellationToken),
            FollowChanged changed => counter.CountAsync(changed, cancellationToken),
            _ => Task.CompletedTask,
        });
        return TypedResults.Ok();
    }
}
