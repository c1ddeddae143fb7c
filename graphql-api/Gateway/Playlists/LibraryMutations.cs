namespace MusicGraph.Gateway.Playlists;

[MutationType]
internal static partial class LibraryMutations
{
    /// <summary>Follows a playlist; following again changes nothing.</summary>
    /// <param name="playlistId">Which one.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    public static async Task<Playlist?> FollowPlaylistAsync(
        [ID<Playlist>] Guid playlistId, [Service] PlaylistClient playlists, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken)
    {
        await playlists.FollowAsync(playlistId, cancellationToken);
        return await playlistById.LoadAsync(playlistId, cancellationToken);
    }

    /// <summary>Stops following a playlist; null if it is not there any more.</summary>
    /// <param name="playlistId">Which one.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    public static async Task<Playlist?> UnfollowPlaylistAsync(
        [ID<Playlist>] Guid playlistId, [Service] PlaylistClient playlists, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken)
    {
        await playlists.UnfollowAsync(playlistId, cancellationToken);
        return await playlistById.LoadAsync(playlistId, cancellationToken);
    }

    /// <summary>Puts songs into your Liked Songs; those that are there already stay where they are.</summary>
    /// <param name="songIds">At most 100.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<SongNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "songs")]
    public static async Task<IReadOnlyList<Song>> LikeSongsAsync(
        [ID<Song>] IReadOnlyList<Guid> songIds, [Service] PlaylistClient playlists, ISongByIdDataLoader songById, CancellationToken cancellationToken)
    {
        await playlists.LikeAsync(songIds, cancellationToken);
        return [.. (await songById.LoadAsync(songIds, cancellationToken)).OfType<Song>()];
    }

    /// <summary>Takes songs out of your Liked Songs.</summary>
    /// <param name="songIds">At most 100.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [UseMutationConvention(PayloadFieldName = "songs")]
    public static async Task<IReadOnlyList<Song>> UnlikeSongsAsync(
        [ID<Song>] IReadOnlyList<Guid> songIds, [Service] PlaylistClient playlists, ISongByIdDataLoader songById, CancellationToken cancellationToken)
    {
        await playlists.UnlikeAsync(songIds, cancellationToken);
        return [.. (await songById.LoadAsync(songIds, cancellationToken)).OfType<Song>()];
    }
}
