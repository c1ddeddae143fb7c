using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Accounts;

internal static class UsersApi
{
    /// <summary>What everyone may see of users.</summary>
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/users", ListAsync);
        app.MapGet("/users/by-name/{userName}", ByNameAsync);
        app.MapPost("/users/batch", BatchAsync);
        app.MapEvents(Topics.Users, OnHappenedAsync);
    }

    private static async Task<Results<Ok<Page<User>>, Problem>> ListAsync(
        [AsParameters] PageRequest page, UserStore store, CancellationToken cancellationToken) =>
        (await store.WindowAsync(page, cancellationToken)).ToOk();

    private static async Task<Results<Ok<User>, Problem>> ByNameAsync(
        string userName, UserStore store, CancellationToken cancellationToken) =>
        await store.FindByNameAsync(userName, cancellationToken) is { } user
            ? TypedResults.Ok(user.ToUser())
            : Problem.NotFound("Nobody has this user name.");

    private static async Task<Results<Ok<User[]>, Problem>> BatchAsync(
        BatchRequest request, UserStore store, CancellationToken cancellationToken)
    {
        if (Batch.IdsOf(request).Failed(out var problem, out var ids))
            return problem;
        var users = await store.FindAsync(ids, cancellationToken);
        return TypedResults.Ok(users.Select(user => user.ToUser()).ToArray());
    }

    /// <summary>What follows is done also where the process that wrote it was killed before it came to that.</summary>
    private static async Task<Ok> OnHappenedAsync(UserEvent happened, UserStore store, CancellationToken cancellationToken)
    {
        await store.FollowAsync(happened, cancellationToken);
        return TypedResults.Ok();
    }
}
