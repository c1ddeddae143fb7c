using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Follows;

[ObjectType<User>]
internal static partial class UserFollows
{
    /// <summary>Who follows them, newest first; nobody where their profile is private and you do not follow them.</summary>
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

    /// <summary>Whom they follow, newest first; nobody where their profile is private and you do not follow them.</summary>
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

    /// <summary>The artists they follow, newest first; none where their profile is private and you do not follow them.</summary>
    [UsePaging(ConnectionName = "Artist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Artist>> GetFollowedArtistsAsync(
        [Parent] User user,
        PagingArguments paging,
        IArtistsFollowedByUserIdDataLoader artistsFollowedByUserId,
        IArtistByIdDataLoader artistById,
        CancellationToken cancellationToken)
    {
        var page = await artistsFollowedByUserId.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken);
        return await page.ToConnectionAsync(artistById, cancellationToken);
    }

    /// <summary>How many follow them.</summary>
    public static async Task<int> GetFollowerCountAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.Followers ?? 0;

    /// <summary>How many they follow.</summary>
    public static async Task<int> GetFollowingCountAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.Following ?? 0;

    /// <summary>How many artists they follow.</summary>
    public static async Task<int> GetFollowedArtistCountAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.Artists ?? 0;

    /// <summary>Whether you follow them.</summary>
    public static async Task<bool> GetIsFollowedByMeAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.FollowedByViewer ?? false;

    /// <summary>Whether you asked to follow them and they did not answer yet.</summary>
    public static async Task<bool> GetIsFollowRequestedByMeAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.RequestedByViewer ?? false;

    /// <summary>Whether they follow you.</summary>
    public static async Task<bool> GetFollowsMeAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.FollowsViewer ?? false;

    /// <summary>Whether you block them.</summary>
    public static async Task<bool> GetIsBlockedByMeAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.BlockedByViewer ?? false;

    /// <summary>Whether only their followers see their lists, shares and activity, and following them has to be accepted.</summary>
    public static async Task<bool> GetIsPrivateAsync(
        [Parent] User user, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.IsPrivate ?? false;

    /// <summary>Whether you let nobody else see what you did; null for others.</summary>
    public static async Task<bool?> GetHidesActivityAsync(
        [Parent] User user, ClaimsPrincipal caller, ISocialProfileByUserIdDataLoader profileByUserId, CancellationToken cancellationToken) =>
        user.Id == caller.UserId() ? (await profileByUserId.LoadAsync(user.Id, cancellationToken))?.HidesActivity : null;

    /// <summary>Who asks to follow you, newest first; null for others.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>?> GetFollowRequestsAsync(
        [Parent] User user,
        ClaimsPrincipal caller,
        PagingArguments paging,
        [Service] SocialClient social,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken) => user.Id == caller.UserId()
        ? await (await social.GetFollowRequestsAsync(paging.ToPage(), cancellationToken)).ToConnectionAsync(userById, cancellationToken)
        : null;

    /// <summary>Whom you block, newest first; null for others.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>?> GetBlockedUsersAsync(
        [Parent] User user,
        ClaimsPrincipal caller,
        PagingArguments paging,
        [Service] SocialClient social,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken) => user.Id == caller.UserId()
        ? await (await social.GetBlockedAsync(paging.ToPage(), cancellationToken)).ToConnectionAsync(userById, cancellationToken)
        : null;
}
