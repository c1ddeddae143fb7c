using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Feed;

internal static class FeedApi
{
    public static void MapFeed(this IEndpointRouteBuilder app) => app.MapGet("/feed", ReadAsync).RequireAuthorization();

    private static async Task<Results<Ok<Page<Share>>, Problem>> ReadAsync(
        [AsParameters] PageRequest page, CurrentUser user, FeedReader feed, CancellationToken cancellationToken) =>
        (await feed.ReadAsync(user, page, cancellationToken)).ToOk();
}
