using System.Net;
using System.Text.Json;

namespace MusicGraph.Gateway.Backend;

/// <summary>What of a service's RFC 9457 problem details the gateway reads.</summary>
/// <param name="Field">The input that breaks a rule or names an unknown id.</param>
/// <param name="Id">The unknown id, or that of what is in the way.</param>
/// <param name="SnapshotId">The state of now, where an edit is of an older one.</param>
/// <param name="RetryAfter">Seconds until it may be tried again.</param>
/// <param name="ErrorCode">What the sidecar says instead of a service, such as <c>ERR_DIRECT_INVOKE</c>.</param>
internal sealed record ServiceProblem(
    string? Code = null,
    string? Detail = null,
    string? Field = null,
    Guid? Id = null,
    string? SnapshotId = null,
    int? RetryAfter = null,
    string? ErrorCode = null)
{
    /// <summary>Reads a refusal; faults of the service (5xx, or no problem details) come out as <see cref="HttpRequestException"/>.</summary>
    public static async Task<Exception> ReadAsync(string appId, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var problem = await TryReadAsync(response, cancellationToken);
        if (status is >= 400 and < 500 && problem is { Code: not null })
            return problem.ToException(status);
        if (response.StatusCode == HttpStatusCode.RequestUriTooLong)
            return new InvalidInputException(null, "A text of the request is too long.");

        return problem is { ErrorCode: { } error }
            ? new HttpRequestException($"The sidecar answered {error} for the service '{appId}'.", null, HttpStatusCode.ServiceUnavailable)
            : new HttpRequestException($"The service '{appId}' answered {status}.", null, response.StatusCode);
    }

    private Exception ToException(int status)
    {
        var detail = Detail ?? "The service refused the request.";
        return Code switch
        {
            Problems.Invalid => new InvalidInputException(Field, detail),
            Problems.InvalidCredentials => new InvalidCredentialsException(detail),
            Problems.InvalidRefreshToken => new InvalidRefreshTokenException(detail),
            Problems.InvalidSetupToken => new InvalidSetupTokenException(detail),
            Problems.TooManyAttempts => new TooManyAttemptsException(RetryAfter ?? 1, detail),
            Problems.UserNameTaken => new UserNameTakenException(detail),
            Problems.EmailTaken => new EmailTakenException(detail),
            Problems.DuplicateSong when Id is { } songId => new DuplicateSongException(songId, detail),
            Problems.NameTaken => new NameTakenException(detail),
            Problems.StillInUse => new StillInUseException(detail),
            Problems.LimitExceeded => new LimitExceededException(detail),
            Problems.SnapshotConflict when SnapshotId is { } snapshotId => new SnapshotConflictException(snapshotId),
            Problems.CursorExpired => new ServiceProblemException(status, Events.EventCursor.Expired, detail),
            Problems.NotFound => new NotFoundException(Field, Id, detail),
            Problems.Forbidden => new NotAuthorizedException(detail),
            _ => new ServiceProblemException(status, Code, detail),
        };
    }

    private static async Task<ServiceProblem?> TryReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return null;
        try
        {
            return await response.Content.ReadFromJsonAsync(BackendJson.Default.ServiceProblem, cancellationToken);
        }
        catch (JsonException)
        {
            // Not a problem of ours after all; the status is all that is known.
            return null;
        }
    }
}
