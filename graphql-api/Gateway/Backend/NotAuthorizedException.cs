namespace MusicGraph.Gateway.Backend;

/// <summary>The caller may not do this.</summary>
public sealed class NotAuthorizedException(string message)
    : ServiceProblemException(StatusCodes.Status403Forbidden, Problems.Forbidden, message);
