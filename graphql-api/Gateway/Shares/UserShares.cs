namespace MusicGraph.Gateway.Shares;

[ObjectType<User>]
internal static partial class UserShares
{
    /// <summary>
    /// What they shared with everyone, newest first, and, where you follow them, with their followers; nothing where you may not see their
    /// profile. Your own come with what you shared with your followers.
    /// </summary>
    [UsePaging(ConnectionName = "Share", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Share>> GetSharesAsync(
        [Parent] User user, PagingArguments paging, ISharesByUserIdDataLoader sharesByUserId, CancellationToken cancellationToken) =>
        (await sharesByUserId.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
