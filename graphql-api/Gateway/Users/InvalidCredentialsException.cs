namespace MusicGraph.Gateway.Users;

/// <summary>No account has this name and password.</summary>
public sealed class InvalidCredentialsException(string message)
    : ServiceProblemException(StatusCodes.Status401Unauthorized, Problems.InvalidCredentials, message);
