using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists.Follows;

internal static class FollowsApi
{
    public static void MapFollows(this IEndpointRouteBuilder app)
    {
        app.MapPut("/playlists/{id:guid}/follow", FollowAsync).RequireAuthorization();
        app.MapDelete("/playlists/{id:guid}/follow", UnfollowAsync).RequireAuthorization();
        app.MapPost("/playlists/follows/batch", BatchAsync);
    }

    private static async Task<Results<Ok<PlaylistFollows>, Problem>> FollowAsync(
        Guid id, CurrentUser user, FollowStore follows, CancellationToken cancellationToken) =>
        (await follows.FollowAsync(id, user.Id, cancellationToken)).ToOk();

    private static async Task<Ok<PlaylistFollows>> UnfollowAsync(
        Guid id, CurrentUser user, FollowStore follows, CancellationToken cancellationToken) =>
        TypedResults.Ok(await follows.UnfollowAsync(id, user.Id, cancellationToken));

    private static async Task<Results<Ok<PlaylistFollows[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, FollowStore follows, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await follows.CountsAsync(ids, user?.Id, cancellationToken));
}
