namespace MusicGraph.Gateway.Shares;

[MutationType]
internal static partial class ShareMutations
{
    /// <summary>Shares one thing, with named users or with an audience.</summary>
    /// <param name="songId">The song.</param>
    /// <param name="playlistId">The playlist.</param>
    /// <param name="albumId">The album.</param>
    /// <param name="artistId">The artist.</param>
    /// <param name="showId">The podcast.</param>
    /// <param name="episodeId">The episode of a podcast.</param>
    /// <param name="message">What you say about it.</param>
    /// <param name="recipientIds">The users to share with, up to 100, in place of an audience.</param>
    /// <param name="audience">Whom it is for; all of your followers when neither this nor recipients are given.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<SongNotFoundException>]
    [Error<PlaylistNotFoundException>]
    [Error<SubjectNotFoundException>]
    [Error<UserNotFoundException>]
    public static Task<Share> ShareAsync(
        [ID<Song>] Guid? songId,
        [ID<Playlist>] Guid? playlistId,
        [ID<Album>] Guid? albumId,
        [ID<Artist>] Guid? artistId,
        [ID<Show>] Guid? showId,
        [ID<Episode>] Guid? episodeId,
        string? message,
        [ID<User>] IReadOnlyList<Guid>? recipientIds,
        ShareAudience? audience,
        [Service] SocialClient social,
        CancellationToken cancellationToken)
    {
        var (kind, subjectId) = ShareSubjects.One(
            (ShareKind.Song, songId), (ShareKind.Playlist, playlistId), (ShareKind.Album, albumId), (ShareKind.Artist, artistId),
            (ShareKind.Show, showId), (ShareKind.Episode, episodeId));
        return social.ShareAsync(new NewShare(kind, subjectId, message, recipientIds, audience), cancellationToken);
    }

    /// <summary>Changes what you say about something that you shared.</summary>
    /// <param name="shareId">Which share.</param>
    /// <param name="message">What you say now; nothing when not given.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ShareNotFoundException>]
    public static Task<Share> EditShareAsync(
        [ID<Share>] Guid shareId, string? message, [Service] SocialClient social, CancellationToken cancellationToken) =>
        social.EditShareAsync(shareId, new ShareEdit(message), cancellationToken);

    /// <summary>Takes back what you shared, with its comments and likes. Administrators may take back any share.</summary>
    /// <param name="shareId">Which share.</param>
    [Authorize]
    [Error<ShareNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "deletedShareId")]
    [ID<Share>]
    public static async Task<Guid> DeleteShareAsync(
        [ID<Share>] Guid shareId, [Service] SocialClient social, CancellationToken cancellationToken)
    {
        await social.DeleteShareAsync(shareId, cancellationToken);
        return shareId;
    }

    /// <summary>Likes a share; once more changes nothing.</summary>
    /// <param name="shareId">Which share.</param>
    [Authorize]
    [Error<ShareNotFoundException>]
    public static async Task<Share?> LikeShareAsync(
        [ID<Share>] Guid shareId, [Service] SocialClient social, IShareByIdDataLoader shareById, CancellationToken cancellationToken)
    {
        await social.LikeAsync(shareId, likes: true, cancellationToken);
        return await shareById.LoadAsync(shareId, cancellationToken);
    }

    /// <summary>Likes a share no more; what was not liked stays so.</summary>
    /// <param name="shareId">Which share.</param>
    [Authorize]
    [Error<ShareNotFoundException>]
    public static async Task<Share?> UnlikeShareAsync(
        [ID<Share>] Guid shareId, [Service] SocialClient social, IShareByIdDataLoader shareById, CancellationToken cancellationToken)
    {
        await social.LikeAsync(shareId, likes: false, cancellationToken);
        return await shareById.LoadAsync(shareId, cancellationToken);
    }
}
