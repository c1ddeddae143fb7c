namespace MusicGraph.Gateway.Users;

internal static class UserDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, User>> GetUserByIdAsync(
        IReadOnlyList<Guid> ids, UserClient users, CancellationToken cancellationToken) =>
        (await users.GetByIdsAsync(ids, cancellationToken)).ToDictionary(user => user.Id);

    /// <summary>Nobody sees another's account, so that one call answers all there is to answer.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Account>> GetAccountByUserIdAsync(
        IReadOnlyList<Guid> userIds, UserClient users, CancellationToken cancellationToken)
    {
        var account = await users.GetAccountAsync(cancellationToken);
        return new Dictionary<Guid, Account> { [account.User.Id] = account };
    }

    /// <summary>As with accounts: the caller is the only one who is asked for.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ActiveSession>>> GetSessionsByUserIdAsync(
        IReadOnlyList<Guid> userIds, UserClient users, CancellationToken cancellationToken)
    {
        var sessions = await users.GetSessionsAsync(cancellationToken);
        return userIds.ToDictionary(id => id, _ => sessions);
    }
}
