using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Throttling;

namespace MusicGraph.Users.Accounts;

internal static class AccountsApi
{
    /// <summary>Registering, and a user's own account.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/users", RegisterAsync);

        var me = app.MapGroup("/users/me").RequireAuthorization();
        me.MapGet("", MeAsync);
        me.MapPatch("", EditAsync);
        me.MapPut("/user-name", ChangeUserNameAsync);
        me.MapPut("/email", ChangeEmailAsync);
        me.MapPut("/password", ChangePasswordAsync);
        me.MapPost("/deletion", DeleteAsync);
    }

    private static async Task<Results<Created<Session>, Problem>> RegisterAsync(
        Registration registration, CallingClient client, AccountService accounts, CancellationToken cancellationToken) =>
        (await accounts.RegisterAsync(registration, client, cancellationToken)).Failed(out var problem, out var session)
            ? problem
            : TypedResults.Created($"/users/by-name/{session.User.UserName}", session);

    private static async Task<Results<Ok<Account>, Problem>> MeAsync(
        CurrentUser user, UserStore store, AccountSecrets secrets, CancellationToken cancellationToken) =>
        await store.FindAsync(user.Id, cancellationToken) is { } found
            ? TypedResults.Ok(found.ToAccount(await secrets.KeysAsync(cancellationToken)))
            : Problem.NotFound("This account is no more.");

    private static async Task<Results<Ok<Account>, Problem>> EditAsync(
        CurrentUser user, ProfileEdit edit, UserStore store, AccountSecrets secrets, CancellationToken cancellationToken)
    {
        var outcome = await store.UpdateAsync(
            user.Id,
            record => AccountRules.Apply(record, edit),
            (record, eventId) => new UserChanged(eventId, record.ToUser(), record.Revision),
            cancellationToken);
        return outcome.Failed(out var problem, out var changed)
            ? problem
            : TypedResults.Ok(changed.ToAccount(await secrets.KeysAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<Account>, Problem>> ChangeUserNameAsync(
        CurrentUser user, UserNameChange change, CallingClient client, CredentialsService credentials, CancellationToken cancellationToken) =>
        (await credentials.ChangeUserNameAsync(user, change, client, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Account>, Problem>> ChangeEmailAsync(
        CurrentUser user, EmailChange change, CallingClient client, CredentialsService credentials, CancellationToken cancellationToken) =>
        (await credentials.ChangeEmailAsync(user, change, client, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Session>, Problem>> ChangePasswordAsync(
        CurrentUser user, PasswordChange change, CallingClient client, CredentialsService credentials, CancellationToken cancellationToken) =>
        (await credentials.ChangePasswordAsync(user, change, client, cancellationToken)).ToOk();

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        CurrentUser user, AccountDeletion deletion, CallingClient client, CredentialsService credentials, CancellationToken cancellationToken) =>
        await credentials.DeleteAsync(user, deletion, client, cancellationToken) is { } problem ? problem : TypedResults.NoContent();
}
