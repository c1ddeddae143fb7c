using System.Text.Json.Serialization.Metadata;

namespace MusicGraph.Gateway.Backend;

/// <summary>The users service: accounts, sessions, profiles, roles.</summary>
internal sealed class UserClient(ServiceInvoker services)
{
    public const string AppId = "users";

    public Task<Session> RegisterAsync(Registration registration, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "users", registration, BackendJson.Default.Registration, BackendJson.Default.Session, cancellationToken);

    public Task<Session> LogInAsync(Credentials credentials, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "sessions", credentials, BackendJson.Default.Credentials, BackendJson.Default.Session, cancellationToken);

    public Task<Session> RefreshAsync(SessionRefresh refresh, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "sessions/refresh", refresh, BackendJson.Default.SessionRefresh, BackendJson.Default.Session, cancellationToken);

    public Task<IReadOnlyList<ActiveSession>> GetSessionsAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "users/me/sessions", BackendJson.Default.IReadOnlyListActiveSession, cancellationToken);

    /// <summary>Ends the caller's session, or all of them.</summary>
    public async Task<bool> LogOutAsync(bool everywhere, CancellationToken cancellationToken)
    {
        var route = everywhere ? "users/me/sessions" : "users/me/sessions/current";
        using var response = await services.SendAsync(AppId, HttpMethod.Delete, route, null, cancellationToken);
        return true;
    }

    /// <exception cref="SessionNotFoundException">The caller has no such session.</exception>
    public async Task EndSessionAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await services.SendAsync(AppId, HttpMethod.Delete, $"users/me/sessions/{sessionId}", null, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new SessionNotFoundException(sessionId);
        }
    }

    /// <summary>The caller's own account.</summary>
    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "users/me", BackendJson.Default.Account, cancellationToken);

    public Task<Account> EditProfileAsync(ProfileEdit edit, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, "users/me", edit, BackendJson.Default.ProfileEdit, BackendJson.Default.Account, cancellationToken);

    public Task<Account> ChangeUserNameAsync(UserNameChange change, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "users/me/user-name", change, BackendJson.Default.UserNameChange, BackendJson.Default.Account, cancellationToken);

    public Task<Account> ChangeEmailAsync(EmailChange change, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "users/me/email", change, BackendJson.Default.EmailChange, BackendJson.Default.Account, cancellationToken);

    public Task<Session> ChangePasswordAsync(PasswordChange change, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "users/me/password", change, BackendJson.Default.PasswordChange, BackendJson.Default.Session, cancellationToken);

    public async Task DeleteAccountAsync(AccountDeletion deletion, CancellationToken cancellationToken)
    {
        var body = JsonContent.Create(deletion, BackendJson.Default.AccountDeletion);
        using var response = await services.SendAsync(AppId, HttpMethod.Post, "users/me/deletion", body, cancellationToken);
    }

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    /// <exception cref="ArtistNotFoundException">There is no such artist.</exception>
    public Task<UserRoles> GiveRoleAsync(Guid userId, RoleChange change, CancellationToken cancellationToken) =>
        ChangeRoleAsync($"users/{userId}/roles", userId, change, cancellationToken);

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    public Task<UserRoles> TakeRoleAsync(Guid userId, RoleChange change, CancellationToken cancellationToken) =>
        ChangeRoleAsync($"users/{userId}/roles/remove", userId, change, cancellationToken);

    public Task<UserRoles> BecomeAdministratorAsync(AdministrationClaim claim, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "administrators", claim, BackendJson.Default.AdministrationClaim, BackendJson.Default.UserRoles, cancellationToken);

    public Task<Page<User>> GetUsersAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("users", page), BackendJson.Default.PageUser, cancellationToken);

    /// <summary>Null also for what is no user name: as part of an address, a name such as '..' would lead elsewhere.</summary>
    public async Task<User?> FindByNameAsync(string userName, CancellationToken cancellationToken) => UserNames.IsPossible(userName)
        ? await services.FindAsync(AppId, $"users/by-name/{userName}", BackendJson.Default.User, cancellationToken)
        : null;

    public Task<IReadOnlyList<User>> GetByIdsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "users/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListUser, cancellationToken);

    private async Task<UserRoles> ChangeRoleAsync(string route, Guid userId, RoleChange change, CancellationToken cancellationToken)
    {
        try
        {
            return await services.PostAsync(
                AppId, route, change, BackendJson.Default.RoleChange, BackendJson.Default.UserRoles, cancellationToken);
        }
        catch (NotFoundException unknown)
        {
            throw unknown is { Field: "artistId", Id: { } artistId } ? new ArtistNotFoundException(artistId) : new UserNotFoundException(userId);
        }
    }

    private Task<T> SendAsync<TBody, T>(
        HttpMethod method, string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        services.SendAsync(AppId, method, route, JsonContent.Create(body, bodyType), answer, cancellationToken);
}
