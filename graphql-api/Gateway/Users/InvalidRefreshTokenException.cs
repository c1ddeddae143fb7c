namespace MusicGraph.Gateway.Users;

/// <summary>The refresh token is used up, expired or was never given; log in again.</summary>
public sealed class InvalidRefreshTokenException(string message)
    : ServiceProblemException(StatusCodes.Status401Unauthorized, Problems.InvalidRefreshToken, message);
