namespace MusicGraph.Gateway.Users;

/// <summary>Another account has this user name.</summary>
public sealed class UserNameTakenException(string message)
    : ServiceProblemException(StatusCodes.Status409Conflict, Problems.UserNameTaken, message);
