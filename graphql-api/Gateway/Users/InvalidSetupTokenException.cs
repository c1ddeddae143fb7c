namespace MusicGraph.Gateway.Users;

/// <summary>This set-up token is wrong, or somebody used it.</summary>
public sealed class InvalidSetupTokenException(string message)
    : ServiceProblemException(StatusCodes.Status403Forbidden, Problems.InvalidSetupToken, message);
