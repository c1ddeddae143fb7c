namespace MusicGraph.Gateway.Playlists;

[ObjectType<PlaylistHistoryEntry>]
internal static partial class PlaylistHistoryEntryType
{
    static partial void Configure(IObjectTypeDescriptor<PlaylistHistoryEntry> descriptor) =>
        descriptor.Ignore(entry => entry.Version);

    /// <summary>Who did it; null for the system, which removes what is gone from the catalog, and for an account that is gone.</summary>
    public static async Task<User?> GetByAsync(
        [Parent] PlaylistHistoryEntry entry, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        entry.By is { } user ? await userById.LoadAsync(user, cancellationToken) : null;

    /// <summary>What was added, removed or moved, up to the first hundred; without what is gone from the catalog.</summary>
    [BindMember(nameof(PlaylistHistoryEntry.SongIds))]
    public static async Task<IReadOnlyList<Song>> GetSongsAsync(
        [Parent] PlaylistHistoryEntry entry, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        [.. (await songById.LoadAsync(entry.SongIds, cancellationToken)).OfType<Song>()];
}
