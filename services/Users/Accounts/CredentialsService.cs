using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Sessions;
using MusicGraph.Users.Throttling;

namespace MusicGraph.Users.Accounts;

/// <summary>
/// Changing what an account is known by, and deleting it. All of it needs the current password, so that who finds a phone unlocked or steals a
/// token cannot take the account over.
/// </summary>
internal sealed class CredentialsService(
    UserStore store, AccountNames names, AccountService accounts, PasswordHasher passwords, SessionStore sessions, AccountSecrets secrets)
{
    public async Task<Outcome<Account>> ChangeUserNameAsync(
        CurrentUser caller, UserNameChange change, CallingClient client, CancellationToken cancellationToken)
    {
        if (AccountRules.CheckUserName(change.UserName).Failed(out var problem, out var userName))
            return problem;
        if ((await ConfirmAsync(caller, change.CurrentPassword, client, cancellationToken)).Failed(out problem, out var user))
            return problem;
        if (await names.ReserveUserNameAsync(userName, user.Id, cancellationToken) is { } taken)
            return taken;
        return await RenameAsync(
            user,
            record => record with { UserName = userName },
            (record, eventId) => new UserChanged(eventId, record.ToUser(), record.Revision));
    }

    public async Task<Outcome<Account>> ChangeEmailAsync(
        CurrentUser caller, EmailChange change, CallingClient client, CancellationToken cancellationToken)
    {
        if (AccountRules.CheckEmail(change.Email).Failed(out var problem, out var email))
            return problem;
        if ((await ConfirmAsync(caller, change.CurrentPassword, client, cancellationToken)).Failed(out problem, out var user))
            return problem;
        if (await names.ReserveEmailAsync(email, user.Id, cancellationToken) is { } taken)
            return taken;
        var text = UserRecord.SealEmail(user.Id, email, await secrets.KeysAsync(cancellationToken));
        return await RenameAsync(user, record => record with { Email = text }, told: null);
    }

    /// <summary>Changes the password and ends every session; the caller goes on in a new one.</summary>
    public async Task<Outcome<Session>> ChangePasswordAsync(
        CurrentUser caller, PasswordChange change, CallingClient client, CancellationToken cancellationToken)
    {
        if ((await ConfirmAsync(caller, change.CurrentPassword, client, cancellationToken)).Failed(out var problem, out var user))
            return problem;
        var email = user.EmailBy(await secrets.KeysAsync(cancellationToken));
        if (AccountRules.CheckPassword("newPassword", change.NewPassword, user.UserName, email) is { } weak)
            return weak;
        var hash = await passwords.HashAsync(change.NewPassword, cancellationToken);
        var known = user.PasswordHash;
        var outcome = await store.UpdateAsync(
            user.Id,
            // Of two who change it at once, the second did not know what is the password by then.
            record => record.PasswordHash == known ? record.WithoutSessions() with { PasswordHash = hash } : Problem.InvalidCredentials(),
            (record, eventId) => new TokensRevoked(eventId, record.Id, SessionId: null, record.TokenEpoch),
            CancellationToken.None);
        return outcome.Failed(out problem, out var changed)
            ? problem
            : await accounts.BeginSessionAsync(changed, change.DeviceName, client, CancellationToken.None);
    }

    /// <summary>Ends every session, also the caller's.</summary>
    public async Task<Problem?> LogOutEverywhereAsync(Guid userId, CancellationToken cancellationToken)
    {
        var outcome = await store.UpdateAsync(
            userId,
            record => record.WithoutSessions(),
            (record, eventId) => new TokensRevoked(eventId, record.Id, SessionId: null, record.TokenEpoch),
            cancellationToken);
        if (outcome.Problem is null)
            await sessions.ForgetAsync(userId, addresses: false, CancellationToken.None);
        return outcome.Problem;
    }

    /// <summary>Deletes the account; the other services hear of it and delete what is theirs.</summary>
    public async Task<Problem?> DeleteAsync(
        CurrentUser caller, AccountDeletion deletion, CallingClient client, CancellationToken cancellationToken)
    {
        if ((await ConfirmAsync(caller, deletion.CurrentPassword, client, cancellationToken)).Failed(out var problem, out var user))
            return problem;
        return (await store.DeleteAsync(user.Id, await names.OfAsync(user, cancellationToken), CancellationToken.None)).Problem;
    }

    private async Task<Outcome<UserRecord>> ConfirmAsync(
        CurrentUser caller, string? password, CallingClient client, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(caller.Id, cancellationToken) is not { } user || caller.Epoch < user.TokenEpoch)
            return Problem.Unauthenticated("This session has ended. Log in again.");
        return await accounts.ConfirmAsync(user, user.UserName, password, client, cancellationToken) is not { } problem
            ? user
            : problem.Code == Problems.InvalidCredentials ? Problem.InvalidCredentials("This is not the current password.") : problem;
    }

    /// <summary>Gives the account the names that are reserved for it, and gives back those that it had.</summary>
    private async Task<Outcome<Account>> RenameAsync(
        UserRecord user, Func<UserRecord, UserRecord> change, Func<UserRecord, Guid, UserEvent>? told)
    {
        var before = await names.OfAsync(user, CancellationToken.None);
        if ((await store.UpdateAsync(user.Id, record => change(record), told, CancellationToken.None)).Failed(out var problem, out var changed))
            return problem;
        var after = await names.OfAsync(changed, CancellationToken.None);
        foreach (var name in before.Except(after))
            await names.ReleaseAsync(name, user.Id, isGone: false, CancellationToken.None);
        return changed.ToAccount(await secrets.KeysAsync(CancellationToken.None));
    }
}
