namespace MusicGraph.Gateway.Users;

/// <summary>You have no such session.</summary>
public sealed class SessionNotFoundException(Guid sessionId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "You have no session with this id.")
{
    /// <summary>The id that was given.</summary>
    [ID<ActiveSession>]
    public Guid SessionId { get; } = sessionId;
}
