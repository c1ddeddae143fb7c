namespace MusicGraph.Gateway.Playlists;

[ObjectType<Collaborator>]
internal static partial class CollaboratorType
{
    /// <summary>Who it is; null when the account is gone.</summary>
    [BindMember(nameof(Collaborator.UserId))]
    public static Task<User?> GetUserAsync(
        [Parent] Collaborator collaborator, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(collaborator.UserId, cancellationToken);
}
