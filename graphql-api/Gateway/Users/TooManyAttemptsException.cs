namespace MusicGraph.Gateway.Users;

/// <summary>There were too many failed attempts from here, or at this account.</summary>
public sealed class TooManyAttemptsException(int retryAfter, string message)
    : ServiceProblemException(StatusCodes.Status429TooManyRequests, Problems.TooManyAttempts, message)
{
    /// <summary>In how many seconds it may be tried again.</summary>
    public int RetryAfter { get; } = retryAfter;
}
