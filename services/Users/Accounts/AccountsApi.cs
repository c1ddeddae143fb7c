using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Accounts;

internal static class AccountsApi
{
    /// <summary>Registering, logging in, and a user's own account.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/users", RegisterAsync);
        app.MapPost("/sessions", LogInAsync);

        var me = app.MapGroup("/users/me").RequireAuthorization();
        me.MapGet("", MeAsync);
        me.MapPatch("", EditAsync);
    }

    private static async Task<Results<Created<Session>, Problem>> RegisterAsync(
        Registration registration, AccountService accounts, CancellationToken cancellationToken) =>
        (await accounts.RegisterAsync(registration, cancellationToken)).Failed(out var problem, out var session)
            ? problem
            : TypedResults.Created($"/users/by-name/{session.User.UserName}", session);

    private static async Task<Results<Ok<Session>, Problem>> LogInAsync(
        Credentials credentials, AccountService accounts, CancellationToken cancellationToken) =>
        (await accounts.LogInAsync(credentials, cancellationToken)).Failed(out var problem, out var session)
            ? problem
            : TypedResults.Ok(session);

    private static async Task<Results<Ok<Account>, Problem>> MeAsync(
        CurrentUser user, UserStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(user.Id, cancellationToken) is { } found
            ? TypedResults.Ok(found.ToAccount())
            : Problem.NotFound("This account is no more.");

    private static async Task<Results<Ok<Account>, Problem>> EditAsync(
        CurrentUser user, ProfileEdit edit, UserStore store, CancellationToken cancellationToken) =>
        (await store.UpdateAsync(user.Id, record => AccountRules.Apply(record, edit), cancellationToken))
            .Failed(out var problem, out var changed)
            ? problem
            : TypedResults.Ok(changed.ToAccount());
}
