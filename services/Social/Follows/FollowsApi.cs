using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Follows;

internal static class FollowsApi
{
    public static void MapFollows(this IEndpointRouteBuilder app)
    {
        app.MapPost("/follows", FollowAsync).RequireAuthorization();
        app.MapDelete("/follows/{userId:guid}", UnfollowAsync).RequireAuthorization();
        app.MapDelete("/follows/artists/{artistId:guid}", UnfollowArtistAsync).RequireAuthorization();
        app.MapDelete("/followers/{userId:guid}", RemoveFollowerAsync).RequireAuthorization();
        app.MapPost("/follow-requests/{userId:guid}", AcceptAsync).RequireAuthorization();
        app.MapDelete("/follow-requests/{userId:guid}", RemoveFollowerAsync).RequireAuthorization();
        app.MapGet("/follow-requests", RequestsAsync).RequireAuthorization();
        app.MapGet("/following/ids", AllAsync).RequireAuthorization();
        app.MapPost("/artists/follows/batch", ArtistsAsync);
        app.MapPost("/followers/windows", (WindowsRequest request, CurrentUser? user, FollowLists lists, CancellationToken token) =>
            WindowsAsync(request, SocialKeys.Followers, user, lists, token));
        app.MapPost("/following/windows", (WindowsRequest request, CurrentUser? user, FollowLists lists, CancellationToken token) =>
            WindowsAsync(request, SocialKeys.Following, user, lists, token));
        app.MapPost("/artists-followed/windows", ArtistsFollowedAsync);
    }

    private static async Task<Results<NoContent, Problem>> FollowAsync(
        NewFollow follow, CurrentUser user, RelationStore relations, ArtistFollowStore artists, Peer peer, CancellationToken cancellationToken)
    {
        switch (follow)
        {
            case { UserId: { } userId, ArtistId: null }:
                if (userId == user.Id)
                    return Problem.Invalid("userId", "Nobody can follow themselves.");
                if (await peer.BatchAsync<User>(Peer.Users, "users/batch", [userId], cancellationToken) is not [_])
                    return Problem.NotFound("userId", userId, "There is no such user.");
                return Answer(await relations.FollowAsync(user.Id, userId, cancellationToken));
            case { UserId: null, ArtistId: { } artistId }:
                if (await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [artistId], cancellationToken) is not [Artist])
                    return Problem.NotFound("artistId", artistId, "There is no such artist.");
                return Answer(await artists.SetAsync(user.Id, artistId, follows: true, cancellationToken));
            default:
                return Problem.Invalid("userId", "Give a user or an artist, and not both.");
        }
    }

    private static async Task<Results<NoContent, Problem>> UnfollowAsync(
        Guid userId, CurrentUser user, RelationStore relations, CancellationToken cancellationToken) =>
        Answer(await relations.UnfollowAsync(user.Id, userId, cancellationToken));

    private static async Task<Results<NoContent, Problem>> UnfollowArtistAsync(
        Guid artistId, CurrentUser user, ArtistFollowStore artists, CancellationToken cancellationToken) =>
        Answer(await artists.SetAsync(user.Id, artistId, follows: false, cancellationToken));

    /// <summary>Also declines who only asks to follow.</summary>
    private static async Task<Results<NoContent, Problem>> RemoveFollowerAsync(
        Guid userId, CurrentUser user, RelationStore relations, CancellationToken cancellationToken) =>
        Answer(await relations.UnfollowAsync(userId, user.Id, cancellationToken));

    private static async Task<Results<NoContent, Problem>> AcceptAsync(
        Guid userId, CurrentUser user, RelationStore relations, CancellationToken cancellationToken) =>
        Answer(await relations.AcceptAsync(user.Id, userId, cancellationToken));

    private static async Task<Results<Ok<Page<Guid>>, Problem>> RequestsAsync(
        [AsParameters] PageRequest page, CurrentUser user, FollowLists lists, CancellationToken cancellationToken) =>
        (await lists.UsersAsync([new(user.Id, page)], SocialKeys.FollowRequests, user, cancellationToken)).Failed(out var problem, out var pages)
            ? problem
            : TypedResults.Ok(pages[0]);

    private static async Task<Ok<FollowedIds>> AllAsync(CurrentUser user, FollowLists lists, CancellationToken cancellationToken) =>
        TypedResults.Ok(await lists.AllAsync(user.Id, cancellationToken));

    private static async Task<Results<Ok<ArtistFollows[]>, Problem>> ArtistsAsync(
        BatchRequest request, CurrentUser? user, ArtistFollowStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user, cancellationToken));

    private static async Task<Results<Ok<Page<Guid>[]>, Problem>> WindowsAsync(
        WindowsRequest request, Func<Guid, PagedLog<Guid>> listOf, CurrentUser? user, FollowLists lists, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await lists.UsersAsync(windows, listOf, user, cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<Page<Guid>[]>, Problem>> ArtistsFollowedAsync(
        WindowsRequest request, CurrentUser? user, FollowLists lists, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await lists.ArtistsAsync(windows, user, cancellationToken)).ToOk();
    }

    private static Results<NoContent, Problem> Answer(Problem? problem) => problem is null ? TypedResults.NoContent() : problem;
}
