namespace MusicGraph.Gateway.Shares;

/// <summary>There is no such album, artist, show or episode.</summary>
public sealed class SubjectNotFoundException(string message)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, message);
