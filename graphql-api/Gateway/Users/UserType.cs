using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Users;

[ObjectType<User>]
internal static partial class UserType
{
    /// <summary>Your own e-mail address; null for others.</summary>
    public static async Task<string?> GetEmailAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        user.Id == caller.UserId() ? (await accountByUserId.LoadAsync(user.Id, cancellationToken))?.Email : null;

    /// <summary>Your own roles: listener, artist, partner, admin; null for others.</summary>
    public static async Task<IReadOnlyList<string>?> GetRolesAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        user.Id == caller.UserId() ? (await accountByUserId.LoadAsync(user.Id, cancellationToken))?.Roles : null;

    /// <summary>Their public playlists, newest first; your own come with the private ones.</summary>
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Playlist>> GetPlaylistsAsync(
        [Parent] User user, PagingArguments paging, IPlaylistsByOwnerDataLoader playlistsByOwner, CancellationToken cancellationToken) =>
        (await playlistsByOwner.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Who follows them, newest first.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>> GetFollowersAsync(
        [Parent] User user,
        PagingArguments paging,
        IFollowersByUserIdDataLoader followersByUserId,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken)
    {
        var page = await followersByUserId.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken);
        return await page.ToConnectionAsync(userById, cancellationToken);
    }

    /// <summary>Whom they follow, newest first.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>> GetFollowingAsync(
        [Parent] User user,
        PagingArguments paging,
        IFollowingByUserIdDataLoader followingByUserId,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken)
    {
        var page = await followingByUserId.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken);
        return await page.ToConnectionAsync(userById, cancellationToken);
    }

    /// <summary>How many follow them.</summary>
    public static async Task<int> GetFollowerCountAsync(
        [Parent] User user, IFollowCountsByUserIdDataLoader followCountsByUserId, CancellationToken cancellationToken) =>
        (await followCountsByUserId.LoadAsync(user.Id, cancellationToken))?.Followers ?? 0;

    /// <summary>How many they follow.</summary>
    public static async Task<int> GetFollowingCountAsync(
        [Parent] User user, IFollowCountsByUserIdDataLoader followCountsByUserId, CancellationToken cancellationToken) =>
        (await followCountsByUserId.LoadAsync(user.Id, cancellationToken))?.Following ?? 0;

    /// <summary>Whether you follow them.</summary>
    public static async Task<bool> GetIsFollowedByMeAsync(
        [Parent] User user, IFollowCountsByUserIdDataLoader followCountsByUserId, CancellationToken cancellationToken) =>
        (await followCountsByUserId.LoadAsync(user.Id, cancellationToken))?.FollowedByViewer ?? false;
}
