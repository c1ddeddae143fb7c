
namespace MusicGraph.Gateway.Shares;

[MutationType]
internal static partial class ShareMutations
{
    /// <summary>Shares a song or a playlist, one of the two, with all of your followers or with named users.</summary>
    /// <param name="songId">The song.</param>
    /// <param name="playlistId">The playlist.</param>
    /// <param name="message">What you say about it.</param>
    /// <param name="recipientIds">The users to share with, up to 100; all of your followers when not given.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<SongNotFoundException>]
    [Error<PlaylistNotFoundException>]
    [Error<UserNotFoundException>]
    public static Task<Share> ShareAsync(
        [ID<Song>] Guid? songId,
        [ID<Playlist>] Guid? playlistId,
        string? message,
        [ID<User>] IReadOnlyList<Guid>? recipientIds,
        [Service] SocialClient social,
        CancellationToken cancellationToken)
    {
        var (kind, subjectId) = (songId, playlistId) switch
        {
            ({ } song, null) => (ShareKind.Song, song),
            (null, { } playlist) => (ShareKind.Playlist, playlist),
            _ => throw new InvalidInputException("songId", "Give a song or a playlist, and not both."),
        };
        return social.ShareAsync(new NewShare(kind, subjectId, message, recipientIds), cancellationToken);
    }
}
