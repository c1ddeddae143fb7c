using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Users;

[ObjectType<User>]
internal static partial class UserType
{
    /// <summary>Your own e-mail address; null for others.</summary>
    public static async Task<string?> GetEmailAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        (await OwnAsync(user, caller, accountByUserId, cancellationToken))?.Email;

    /// <summary>Your own roles; null for others.</summary>
    public static async Task<IReadOnlyList<Role>?> GetRolesAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        (await OwnAsync(user, caller, accountByUserId, cancellationToken))?.Roles;

    /// <summary>Where you are, in two letters of ISO 3166-1; null for others.</summary>
    public static async Task<string?> GetCountryAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        (await OwnAsync(user, caller, accountByUserId, cancellationToken))?.Country;

    /// <summary>What you have subscribed to; null for others.</summary>
    public static async Task<Product?> GetProductAsync(
        [Parent] User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        (await OwnAsync(user, caller, accountByUserId, cancellationToken))?.Product;

    /// <summary>The artists whom you speak for; null for others.</summary>
    public static async Task<IReadOnlyList<Artist>?> GetManagedArtistsAsync(
        [Parent] User user,
        ClaimsPrincipal caller,
        IAccountByUserIdDataLoader accountByUserId,
        IArtistByIdDataLoader artistById,
        CancellationToken cancellationToken) =>
        await OwnAsync(user, caller, accountByUserId, cancellationToken) is { } account
            ? [.. (await artistById.LoadAsync(account.ArtistIds ?? [], cancellationToken)).OfType<Artist>()]
            : null;

    /// <summary>Where you are logged in, the session used last first; null for others.</summary>
    public static async Task<IReadOnlyList<ActiveSession>?> GetSessionsAsync(
        [Parent] User user, ClaimsPrincipal caller, ISessionsByUserIdDataLoader sessionsByUserId, CancellationToken cancellationToken) =>
        user.Id == caller.UserId() ? await sessionsByUserId.LoadAsync(user.Id, cancellationToken) : null;

    /// <summary>Their public playlists, newest first; your own come with the private ones.</summary>
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Playlist>> GetPlaylistsAsync(
        [Parent] User user, PagingArguments paging, IPlaylistsByOwnerDataLoader playlistsByOwner, CancellationToken cancellationToken) =>
        (await playlistsByOwner.LoadAsync(new ParentWindow(user.Id, paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>The user's account where it is the caller's.</summary>
    private static async Task<Account?> OwnAsync(
        User user, ClaimsPrincipal caller, IAccountByUserIdDataLoader accountByUserId, CancellationToken cancellationToken) =>
        user.Id == caller.UserId() ? await accountByUserId.LoadAsync(user.Id, cancellationToken) : null;
}
