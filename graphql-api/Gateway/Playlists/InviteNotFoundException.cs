namespace MusicGraph.Gateway.Playlists;

/// <summary>There is no such invitation, or it has expired or was revoked.</summary>
public sealed class InviteNotFoundException()
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no such invitation, or it has expired.");
