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

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, FollowCounts>> GetFollowCountsByUserIdAsync(
        IReadOnlyList<Guid> userIds, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetFollowCountsAsync(userIds, cancellationToken)).ToDictionary(counts => counts.UserId);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetFollowersByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetFollowersAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetFollowingByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetFollowingAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
