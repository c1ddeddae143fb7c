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
}
