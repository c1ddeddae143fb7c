namespace MusicGraph.Gateway.Playlists;

/// <summary>There is no such playlist, or it is private and somebody else's.</summary>
public sealed class PlaylistNotFoundException(Guid playlistId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no playlist with this id that you may see.")
{
    /// <summary>The id that was given.</summary>
    [ID<Playlist>]
    public Guid PlaylistId { get; } = playlistId;
}
