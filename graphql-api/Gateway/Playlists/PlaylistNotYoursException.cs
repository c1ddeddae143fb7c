namespace MusicGraph.Gateway.Playlists;

/// <summary>The playlist belongs to somebody else.</summary>
public sealed class PlaylistNotYoursException()
    : ServiceProblemException(StatusCodes.Status403Forbidden, Problems.Forbidden, "This playlist belongs to somebody else.");
