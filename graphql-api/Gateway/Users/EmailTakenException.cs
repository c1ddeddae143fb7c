namespace MusicGraph.Gateway.Users;

/// <summary>Another account has this e-mail address.</summary>
public sealed class EmailTakenException(string message)
    : ServiceProblemException(StatusCodes.Status409Conflict, Problems.EmailTaken, message);
