namespace MusicGraph.Gateway.Users;

[MutationType]
internal static partial class SessionMutations
{
    /// <summary>Gives tokens for a user name and password.</summary>
    /// <param name="userName">The user name or the e-mail address.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="deviceName">What the list of your sessions is to show; what the client calls itself when not given.</param>
    [Cost(AccountMutations.PasswordCost)]
    [Error<InvalidInputException>]
    [Error<InvalidCredentialsException>]
    [Error<TooManyAttemptsException>]
    public static Task<Session> LogInAsync(
        string userName, string password, string? deviceName, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.LogInAsync(new Credentials(userName, password, deviceName), cancellationToken);

    /// <summary>
    /// Gives new tokens for a refresh token, which is used up by it. Sent again within half a minute, because two tabs did so at once or the answer
    /// was lost, it gives the same next one; later it is taken for stolen, and the session ends.
    /// </summary>
    /// <param name="refreshToken">The last one that you were given. Send no access token that has expired along with it.</param>
    [Error<InvalidRefreshTokenException>]
    public static Task<Session> RefreshSessionAsync(string refreshToken, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.RefreshAsync(new SessionRefresh(refreshToken), cancellationToken);

    /// <summary>Ends this session; its tokens are good no more.</summary>
    [Authorize]
    [UseMutationConvention(PayloadFieldName = "loggedOut")]
    public static Task<bool> LogOutAsync([Service] UserClient users, CancellationToken cancellationToken) =>
        users.LogOutAsync(everywhere: false, cancellationToken);

    /// <summary>Ends all your sessions, this one too.</summary>
    [Authorize]
    [UseMutationConvention(PayloadFieldName = "loggedOut")]
    public static Task<bool> LogOutEverywhereAsync([Service] UserClient users, CancellationToken cancellationToken) =>
        users.LogOutAsync(everywhere: true, cancellationToken);

    /// <summary>Ends one of your sessions.</summary>
    /// <param name="sessionId">Which.</param>
    [Authorize]
    [Error<SessionNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "endedSessionId")]
    [ID<ActiveSession>]
    public static async Task<Guid> EndSessionAsync(
        [ID<ActiveSession>] Guid sessionId, [Service] UserClient users, CancellationToken cancellationToken)
    {
        await users.EndSessionAsync(sessionId, cancellationToken);
        return sessionId;
    }
}
