namespace MusicGraph.Gateway.Playlists;

[ObjectType<PlaylistItem>]
internal static partial class PlaylistItemType
{
    static partial void Configure(IObjectTypeDescriptor<PlaylistItem> descriptor) =>
        descriptor.Ignore(item => item.Kind).Ignore(item => item.DurationMs).Field(item => item.Id).ID<PlaylistItem>();

    /// <summary>What is played here; null when the song is gone from the catalog.</summary>
    [BindMember(nameof(PlaylistItem.SongId))]
    public static Task<Song?> GetSongAsync([Parent] PlaylistItem item, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        songById.LoadAsync(item.SongId, cancellationToken);

    /// <summary>Who added it to the playlist.</summary>
    public static Task<User?> GetAddedByAsync([Parent] PlaylistItem item, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(item.AddedBy, cancellationToken);
}
