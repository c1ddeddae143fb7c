using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.Users.Accounts;
using MusicGraph.Users.Throttling;

namespace MusicGraph.Users.Sessions;

internal static class SessionsApi
{
    /// <summary>Logging in, staying so, and logging out: here, there and everywhere.</summary>
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sessions", LogInAsync);
        app.MapPost("/sessions/refresh", RefreshAsync);

        var mine = app.MapGroup("/users/me/sessions").RequireAuthorization();
        mine.MapGet("", ListAsync);
        mine.MapDelete("", EndAllAsync);
        mine.MapDelete("/current", EndCurrentAsync);
        mine.MapDelete("/{id:guid}", EndAsync);
    }

    private static async Task<Results<Ok<Session>, Problem>> LogInAsync(
        Credentials credentials, CallingClient client, AccountService accounts, CancellationToken cancellationToken) =>
        (await accounts.LogInAsync(credentials, client, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Session>, Problem>> RefreshAsync(
        SessionRefresh refresh, AccountService accounts, CancellationToken cancellationToken) =>
        (await accounts.RefreshAsync(refresh, cancellationToken)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<ActiveSession>>, Problem>> ListAsync(
        CurrentUser user, UserStore store, SessionStore sessions, CancellationToken cancellationToken) =>
        await store.FindAsync(user.Id, cancellationToken) is { } found
            ? TypedResults.Ok(await sessions.ListAsync(found, user.SessionId, cancellationToken))
            : Problem.NotFound("This account is no more.");

    private static async Task<Results<NoContent, Problem>> EndAllAsync(
        CurrentUser user, CredentialsService credentials, CancellationToken cancellationToken) =>
        await credentials.LogOutEverywhereAsync(user.Id, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    /// <summary>Ending what has ended is no mistake.</summary>
    private static async Task<NoContent> EndCurrentAsync(CurrentUser user, SessionStore sessions, CancellationToken cancellationToken)
    {
        if (user.SessionId is { } current)
            await sessions.EndAsync(user.Id, current, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Problem>> EndAsync(
        Guid id, CurrentUser user, SessionStore sessions, CancellationToken cancellationToken) =>
        await sessions.EndAsync(user.Id, id, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.NotFound("sessionId", id, "You have no session with this id.");
}
