namespace MusicGraph.Gateway.Users;

[MutationType]
internal static partial class RoleMutations
{
    /// <summary>Gives a user a role. Their next access token says so.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="role">Which.</param>
    /// <param name="artistId">With the role artist: whom of the catalog they speak for. Several are given one by one.</param>
    [Authorize(Roles = [Roles.Admin])]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<UserNotFoundException>]
    [Error<ArtistNotFoundException>]
    public static Task<UserRoles> GiveRoleAsync(
        [ID<User>] Guid userId, Role role, [ID<Artist>] Guid? artistId, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.GiveRoleAsync(userId, new RoleChange(role, artistId), cancellationToken);

    /// <summary>Takes a role from a user; access tokens that say they have it are void at once.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="role">Which.</param>
    /// <param name="artistId">With the role artist: whom they speak for no more; nobody when not given.</param>
    [Authorize(Roles = [Roles.Admin])]
    [Error<InvalidInputException>]
    [Error<UserNotFoundException>]
    public static Task<UserRoles> TakeRoleAsync(
        [ID<User>] Guid userId, Role role, [ID<Artist>] Guid? artistId, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.TakeRoleAsync(userId, new RoleChange(role, artistId), cancellationToken);

    /// <summary>Makes you an administrator, for the set-up token of this installation, which is good once. Refresh your session afterwards.</summary>
    /// <param name="setupToken">As it stands in the installation's secrets.</param>
    [Authorize]
    [Error<InvalidSetupTokenException>]
    public static Task<UserRoles> BecomeAdministratorAsync(string setupToken, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.BecomeAdministratorAsync(new AdministrationClaim(setupToken), cancellationToken);
}
