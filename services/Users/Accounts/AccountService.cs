using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Sessions;
using MusicGraph.Users.Throttling;
using MusicGraph.Users.Tokens;

namespace MusicGraph.Users.Accounts;

/// <summary>Registering, logging in and staying so.</summary>
internal sealed class AccountService(
    UserStore store,
    AccountNames names,
    PasswordHasher passwords,
    SessionStore sessions,
    LogInThrottle throttle,
    TokenIssuer tokens,
    AccountSecrets secrets,
    TimeProvider time)
{
    public async Task<Outcome<Session>> RegisterAsync(Registration registration, CallingClient client, CancellationToken cancellationToken)
    {
        if (AccountRules.Check(registration).Failed(out var problem, out var asked))
            return problem;

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var email = UserRecord.SealEmail(id, asked.Email, await secrets.KeysAsync(cancellationToken));
        var hash = await passwords.HashAsync(asked.Password, cancellationToken);
        if (await names.ReserveUserNameAsync(asked.UserName, id, cancellationToken) is { } nameTaken)
            return nameTaken;
        if (await names.ReserveEmailAsync(asked.Email, id, cancellationToken) is { } emailTaken)
        {
            await names.ReleaseAsync(AccountNames.OfUserName(asked.UserName), id, isGone: true, CancellationToken.None);
            return emailTaken;
        }

        var user = new UserRecord(id, asked.UserName, email, hash, asked.DisplayName!, Bio: null, [Role.Listener], now) { Country = asked.Country };
        await store.AddAsync(user, CancellationToken.None);
        return await BeginSessionAsync(user, asked.DeviceName, client, CancellationToken.None);
    }

    public async Task<Outcome<Session>> LogInAsync(Credentials credentials, CallingClient client, CancellationToken cancellationToken)
    {
        var name = credentials.UserName?.Trim() ?? "";
        var user = name.Length is 0 or > AccountRules.LongestEmail
            ? null
            : name.Contains('@')
                ? await store.FindByEmailAsync(name, cancellationToken)
                : await store.FindByNameAsync(name, cancellationToken);
        return await ConfirmAsync(user, name, credentials.Password, client, cancellationToken) is { } problem
            ? problem
            : await BeginSessionAsync(user!, credentials.DeviceName, client, cancellationToken);
    }

    /// <summary>Gives the next tokens for a refresh token.</summary>
    public async Task<Outcome<Session>> RefreshAsync(SessionRefresh refresh, CancellationToken cancellationToken)
    {
        if (RefreshToken.TryParse(refresh.RefreshToken) is not { } used
            || await store.FindAsync(used.UserId, cancellationToken) is not { } user
            || await sessions.RotateAsync(user, used, cancellationToken) is not var (next, session))
        {
            return Problem.InvalidRefreshToken();
        }

        return await SessionAsync(user, next, session, cancellationToken);
    }

    /// <summary>Makes sure that somebody knows the password of an account; null when they do. Guesses are counted.</summary>
    /// <param name="user">Null where there is none; it takes as long.</param>
    public async Task<Problem?> ConfirmAsync(
        UserRecord? user, string name, string? password, CallingClient client, CancellationToken cancellationToken)
    {
        if ((await throttle.BeginAsync(user?.Id, name, client, cancellationToken)).Failed(out var problem, out var attempt))
            return problem;
        // A password that no account can have is not worth hashing, however long it is.
        var given = password is { Length: <= AccountRules.LongestPassword } ? password : "";
        if (!await passwords.VerifyAsync(user?.PasswordHash, given, cancellationToken) || user is null)
            return Problem.InvalidCredentials();
        await throttle.SucceededAsync(attempt, CancellationToken.None);
        return null;
    }

    public async Task<Session> BeginSessionAsync(UserRecord user, string? deviceName, CallingClient client, CancellationToken cancellationToken)
    {
        var address = await throttle.IndexAsync(client, cancellationToken);
        var (token, session) = await sessions.BeginAsync(user, client.NamedOr(deviceName), address, cancellationToken);
        return await SessionAsync(user, token, session, cancellationToken);
    }

    private async Task<Session> SessionAsync(UserRecord user, RefreshToken token, SessionRecord session, CancellationToken cancellationToken)
    {
        var access = await tokens.IssueAsync(user, session.Id, cancellationToken);
        return new Session(access.Text, access.ExpiresAt, user.ToUser(), token.ToString(), session.ExpiresAt);
    }
}
