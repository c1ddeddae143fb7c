namespace MusicGraph.Gateway.Playlists;

[MutationType]
internal static partial class PlaylistMutations
{
    /// <summary>Makes an empty playlist.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="visibility">Who can see it; everyone when not given.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    public static Task<Playlist> CreatePlaylistAsync(
        string name, string? description, Visibility? visibility, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        playlists.CreateAsync(new NewPlaylist(name, description, visibility ?? Visibility.Public), cancellationToken);

    /// <summary>Renames or describes a playlist, or changes who can see it; what is not given stays.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="description">What it is about; an empty text removes the description.</param>
    /// <param name="visibility">Who can see it from now on.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    public static Task<Playlist> UpdatePlaylistAsync(
        [ID<Playlist>] Guid playlistId,
        string? name,
        string? description,
        Visibility? visibility,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.EditAsync(playlistId, new PlaylistEdit(name, description, visibility), cancellationToken);

    /// <summary>Deletes a playlist with all its items.</summary>
    /// <param name="playlistId">Which one.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [UseMutationConvention(PayloadFieldName = "deletedPlaylistId")]
    [ID<Playlist>]
    public static async Task<Guid> DeletePlaylistAsync(
        [ID<Playlist>] Guid playlistId, [Service] PlaylistClient playlists, CancellationToken cancellationToken)
    {
        await playlists.DeleteAsync(playlistId, cancellationToken);
        return playlistId;
    }

    /// <summary>Adds songs to a playlist.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="songIds">At most 100 songs, in the order they are to have.</param>
    /// <param name="position">The zero-based place of the first; at the end when not given.</param>
    /// <param name="snapshotId">The state that you saw; a position that was meant for another than that of now is refused.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<SnapshotConflictException>]
    [Error<SongNotFoundException>]
    public static Task<Playlist> AddSongsToPlaylistAsync(
        [ID<Playlist>] Guid playlistId,
        [ID<Song>] IReadOnlyList<Guid> songIds,
        int? position,
        string? snapshotId,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.AddItemsAsync(playlistId, new ItemsToAdd(songIds, position, snapshotId), cancellationToken);

    /// <summary>Removes items from a playlist; those of them that are gone already do not matter, as long as one is there.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="itemIds">The ids of the items, not of their songs; at most 100.</param>
    /// <param name="snapshotId">The state that you saw; the items are removed from any later one too.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<PlaylistItemNotFoundException>]
    public static Task<Playlist> RemovePlaylistItemsAsync(
        [ID<Playlist>] Guid playlistId,
        [ID<PlaylistItem>] IReadOnlyList<Guid> itemIds,
        string? snapshotId,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.RemoveItemsAsync(playlistId, new ItemsToRemove(itemIds, snapshotId), cancellationToken);

    /// <summary>Moves an item to another place in its playlist.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="itemId">The id of the item, not of its song.</param>
    /// <param name="position">The zero-based place it has afterwards.</param>
    /// <param name="snapshotId">The state that you saw; the item is moved in any later one too, at most to its end.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<PlaylistItemNotFoundException>]
    public static Task<Playlist> MovePlaylistItemAsync(
        [ID<Playlist>] Guid playlistId,
        [ID<PlaylistItem>] Guid itemId,
        int position,
        string? snapshotId,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.MoveItemAsync(playlistId, new ItemMove(itemId, position, snapshotId), cancellationToken);

    /// <summary>Moves a range of items to before another one.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="rangeStart">The zero-based place of the first item to move.</param>
    /// <param name="insertBefore">The place, as it is now, of the item that they are put before; the number of items for the end.</param>
    /// <param name="rangeLength">How many to move; one when not given.</param>
    /// <param name="snapshotId">The state that you saw; places of another than that of now are refused.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<SnapshotConflictException>]
    public static Task<Playlist> ReorderPlaylistItemsAsync(
        [ID<Playlist>] Guid playlistId,
        int rangeStart,
        int insertBefore,
        int? rangeLength,
        string? snapshotId,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.ReorderItemsAsync(playlistId, new ItemsReorder(rangeStart, insertBefore, rangeLength ?? 1, snapshotId), cancellationToken);

    /// <summary>Puts songs in place of all items of a playlist; none empties it.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="songIds">At most 100 songs, in the order they are to have.</param>
    /// <param name="snapshotId">The state that you saw; when it is not that of now, nothing is replaced.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<SnapshotConflictException>]
    [Error<SongNotFoundException>]
    public static Task<Playlist> ReplacePlaylistItemsAsync(
        [ID<Playlist>] Guid playlistId,
        [ID<Song>] IReadOnlyList<Guid> songIds,
        string? snapshotId,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.ReplaceItemsAsync(playlistId, new ItemsReplacement(songIds, snapshotId), cancellationToken);
}
