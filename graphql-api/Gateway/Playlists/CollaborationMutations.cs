using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Playlists;

[MutationType]
internal static partial class CollaborationMutations
{
    /// <summary>Lets a user take part in your playlist, or changes what they may do.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="userId">Whom.</param>
    /// <param name="role">What they may do.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<UserNotFoundException>]
    public static Task<Playlist> SetPlaylistCollaboratorAsync(
        [ID<Playlist>] Guid playlistId,
        [ID<User>] Guid userId,
        CollaboratorRole role,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.GrantAsync(playlistId, userId, role, cancellationToken);

    /// <summary>Ends a user's part in your playlist; what they added stays.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="userId">Whose.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    [Error<UserNotFoundException>]
    public static Task<Playlist> RemovePlaylistCollaboratorAsync(
        [ID<Playlist>] Guid playlistId, [ID<User>] Guid userId, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        playlists.EndCollaborationAsync(playlistId, userId, cancellationToken);

    /// <summary>Ends your part in a playlist of somebody else's.</summary>
    /// <param name="playlistId">Which one.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    [Error<UserNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "leftPlaylistId")]
    [ID<Playlist>]
    public static async Task<Guid> LeavePlaylistAsync(
        [ID<Playlist>] Guid playlistId, ClaimsPrincipal caller, [Service] PlaylistClient playlists, CancellationToken cancellationToken)
    {
        await playlists.EndCollaborationAsync(playlistId, caller.RequireUserId(), cancellationToken);
        return playlistId;
    }

    /// <summary>Makes a link that lets whoever has it take part in your playlist.</summary>
    /// <param name="playlistId">Which one.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="hours">How long the link is good for: up to 720; a week when not given.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    public static Task<PlaylistInvite> CreatePlaylistInviteAsync(
        [ID<Playlist>] Guid playlistId,
        CollaboratorRole role,
        int? hours,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        playlists.InviteAsync(playlistId, new NewInvite(role, hours), cancellationToken);

    /// <summary>Makes all links of your playlist useless; who came by one stays.</summary>
    /// <param name="playlistId">Which one.</param>
    [Authorize]
    [Error<PlaylistNotFoundException>]
    [Error<PlaylistNotYoursException>]
    public static Task<Playlist> RevokePlaylistInvitesAsync(
        [ID<Playlist>] Guid playlistId, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        playlists.RevokeInvitesAsync(playlistId, cancellationToken);

    /// <summary>Takes part in a playlist by a link.</summary>
    /// <param name="token">The link's.</param>
    [Authorize]
    [Error<InviteNotFoundException>]
    [Error<LimitExceededException>]
    public static Task<Playlist> AcceptPlaylistInviteAsync(
        string token, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        playlists.AcceptInviteAsync(token, cancellationToken);
}
