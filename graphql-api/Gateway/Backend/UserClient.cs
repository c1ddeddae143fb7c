namespace MusicGraph.Gateway.Backend;

/// <summary>The users service: accounts, sessions, profiles.</summary>
internal sealed class UserClient(ServiceInvoker services)
{
    public const string AppId = "users";

    public Task<Session> RegisterAsync(Registration registration, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "users", registration, BackendJson.Default.Registration, BackendJson.Default.Session, cancellationToken);

    public Task<Session> LogInAsync(Credentials credentials, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "sessions", credentials, BackendJson.Default.Credentials, BackendJson.Default.Session, cancellationToken);

    /// <summary>The caller's own account.</summary>
    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "users/me", BackendJson.Default.Account, cancellationToken);

    public Task<Account> EditProfileAsync(ProfileEdit edit, CancellationToken cancellationToken) =>
        services.SendAsync(
            AppId, HttpMethod.Patch, "users/me", JsonContent.Create(edit, BackendJson.Default.ProfileEdit), BackendJson.Default.Account, cancellationToken);

    public Task<Page<User>> GetUsersAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("users", page), BackendJson.Default.PageUser, cancellationToken);

    /// <summary>Null also for what is no user name: as part of an address, a name such as '..' would lead elsewhere.</summary>
    public async Task<User?> FindByNameAsync(string userName, CancellationToken cancellationToken) => UserNames.IsPossible(userName)
        ? await services.FindAsync(AppId, $"users/by-name/{userName}", BackendJson.Default.User, cancellationToken)
        : null;

    public Task<IReadOnlyList<User>> GetByIdsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "users/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListUser, cancellationToken);
}
