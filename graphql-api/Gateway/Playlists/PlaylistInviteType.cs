namespace MusicGraph.Gateway.Playlists;

[ObjectType<PlaylistInvite>]
internal static partial class PlaylistInviteType
{
    static partial void Configure(IObjectTypeDescriptor<PlaylistInvite> descriptor) =>
        descriptor.Ignore(invite => invite.PlaylistId);
}
