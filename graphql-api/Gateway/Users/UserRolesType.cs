namespace MusicGraph.Gateway.Users;

[ObjectType<UserRoles>]
internal static partial class UserRolesType
{
    /// <summary>The artists whom the user speaks for.</summary>
    [BindMember(nameof(UserRoles.ArtistIds))]
    public static async Task<IReadOnlyList<Artist>> GetArtistsAsync(
        [Parent] UserRoles roles, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        [.. (await artistById.LoadAsync(roles.ArtistIds, cancellationToken)).OfType<Artist>()];
}
