namespace MusicGraph.Gateway.Backend;

/// <summary>The change would exceed a limit, such as the 10,000 items of a playlist.</summary>
public sealed class LimitExceededException(string message)
    : ServiceProblemException(StatusCodes.Status409Conflict, Problems.LimitExceeded, message);
