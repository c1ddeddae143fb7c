using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Social.Follows;

internal static class FollowsApi
{
    public static void MapFollows(this IEndpointRouteBuilder app)
    {
        app.MapPost("/follows", FollowAsync).RequireAuthorization();
        app.MapDelete("/follows/{userId:guid}", UnfollowAsync).RequireAuthorization();
        app.MapPost("/follows/counts/batch", CountsAsync);
        app.MapGet("/users/{id:guid}/followers", FollowersAsync);
        app.MapGet("/users/{id:guid}/following", FollowingAsync);
        app.MapPost("/followers/windows", FollowersWindowsAsync);
        app.MapPost("/following/windows", FollowingWindowsAsync);
    }

    private static async Task<Results<NoContent, Problem>> FollowAsync(
        NewFollow follow, CurrentUser user, FollowStore store, Peer peer, CancellationToken cancellationToken)
    {
        if (follow.UserId is not { } followed)
            return Problem.Invalid("userId", "userId must say whom to follow.");
        if (followed == user.Id)
            return Problem.Invalid("userId", "Nobody can follow themselves.");
        if (await peer.BatchAsync<User>(Peer.Users, "users/batch", [followed], cancellationToken) is not [_])
            return Problem.NotFound("userId", followed, "There is no such user.");
        return await store.SetAsync(user.Id, followed, follows: true, cancellationToken) is { } problem
            ? problem
            : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Problem>> UnfollowAsync(
        Guid userId, CurrentUser user, FollowStore store, CancellationToken cancellationToken) =>
        await store.SetAsync(user.Id, userId, follows: false, cancellationToken) is { } problem
            ? problem
            : TypedResults.NoContent();

    private static async Task<Results<Ok<FollowCounts[]>, Problem>> CountsAsync(
        BatchRequest request, CurrentUser? user, FollowStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.CountsAsync(ids, user?.Id, cancellationToken));

    private static Task<Results<Ok<Page<Guid>>, Problem>> FollowersAsync(
        Guid id, [AsParameters] PageRequest page, FollowStore store, CancellationToken cancellationToken) =>
        WindowAsync(SocialKeys.Followers(id), page, store, cancellationToken);

    private static Task<Results<Ok<Page<Guid>>, Problem>> FollowingAsync(
        Guid id, [AsParameters] PageRequest page, FollowStore store, CancellationToken cancellationToken) =>
        WindowAsync(SocialKeys.Following(id), page, store, cancellationToken);

    private static Task<Results<Ok<Page<Guid>[]>, Problem>> FollowersWindowsAsync(
        WindowsRequest request, FollowStore store, CancellationToken cancellationToken) =>
        WindowsAsync(request, SocialKeys.Followers, store, cancellationToken);

    private static Task<Results<Ok<Page<Guid>[]>, Problem>> FollowingWindowsAsync(
        WindowsRequest request, FollowStore store, CancellationToken cancellationToken) =>
        WindowsAsync(request, SocialKeys.Following, store, cancellationToken);

    private static async Task<Results<Ok<Page<Guid>>, Problem>> WindowAsync(
        PagedLog<Guid> list, PageRequest page, FollowStore store, CancellationToken cancellationToken) =>
        (await store.WindowsAsync([(list, page)], cancellationToken)).Failed(out var problem, out var pages)
            ? problem
            : TypedResults.Ok(pages[0]);

    private static async Task<Results<Ok<Page<Guid>[]>, Problem>> WindowsAsync(
        WindowsRequest request, Func<Guid, PagedLog<Guid>> listOf, FollowStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var users = await store.WindowsAsync(
            [.. windows.Select(window => (listOf(window.ParentId), (PageRequest?)window.Page))], cancellationToken);
        return users.Failed(out problem, out var pages) ? problem : TypedResults.Ok(pages);
    }
}
