using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Http;

/// <summary>
/// An error a client can act on, sent as RFC 9457 problem details with a <c>code</c> of <see cref="Problems"/>.
/// </summary>
public sealed class Problem : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private readonly Dictionary<string, object?> _members;

    private Problem(int status, string code, string detail, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        (Status, Code, Detail) = (status, code, detail);
        _members = new() { ["code"] = code };
        foreach (var (name, value) in members)
            _members[name] = value;
    }

    public int Status { get; }

    public string Code { get; }

    public string Detail { get; }

    /// <summary>Seconds until the request may be made again; null where that is no question of time.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>The id of what is in the way, if it has one.</summary>
    public Guid? Id => _members.GetValueOrDefault("id") as Guid?;

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>400: <paramref name="field"/> of the input breaks a rule, <paramref name="detail"/> says which.</summary>
    public static Problem Invalid(string field, string detail) =>
        new(StatusCodes.Status400BadRequest, Problems.Invalid, detail, ("field", field));

    public static Problem Unauthenticated(string detail = "Log in first.") =>
        new(StatusCodes.Status401Unauthorized, Problems.Unauthenticated, detail);

    public static Problem InvalidCredentials(string detail = "No account has this name and password.") =>
        new(StatusCodes.Status401Unauthorized, Problems.InvalidCredentials, detail);

    public static Problem InvalidRefreshToken() =>
        new(StatusCodes.Status401Unauthorized, Problems.InvalidRefreshToken, "This session has ended. Log in again.");

    /// <summary>429: it may be tried again after so many seconds.</summary>
    public static Problem TooManyAttempts(int retryAfter) => new(
        StatusCodes.Status429TooManyRequests,
        Problems.TooManyAttempts,
        "There were too many attempts. Try again later.",
        ("retryAfter", retryAfter))
    { RetryAfter = retryAfter };

    /// <summary>403 with a code of its own.</summary>
    public static Problem Refused(string code, string detail) => new(StatusCodes.Status403Forbidden, code, detail);

    public static Problem InvalidClient() =>
        new(StatusCodes.Status401Unauthorized, Problems.InvalidClient, "There is no such client, or that is not its secret.");

    public static Problem InvalidScope(string detail) => new(StatusCodes.Status400BadRequest, Problems.InvalidScope, detail);

    public static Problem RateLimited(string detail) => new(StatusCodes.Status429TooManyRequests, Problems.RateLimited, detail);

    public static Problem Forbidden(string detail = "This belongs to somebody else.") =>
        new(StatusCodes.Status403Forbidden, Problems.Forbidden, detail);

    public static Problem NotFound(string detail = "There is no such thing, or you may not see it.") =>
        new(StatusCodes.Status404NotFound, Problems.NotFound, detail);

    /// <summary>404: the input names an id that nothing has.</summary>
    public static Problem NotFound(string field, Guid id, string detail) =>
        new(StatusCodes.Status404NotFound, Problems.NotFound, detail, ("field", field), ("id", id));

    /// <summary>409 with a code of its own and the id of what is in the way, if it has one.</summary>
    public static Problem Conflict(string code, string detail, Guid? id = null) =>
        id is null
            ? new(StatusCodes.Status409Conflict, code, detail)
            : new(StatusCodes.Status409Conflict, code, detail, ("id", id));

    /// <summary>409: the edit names places of a state that is not the playlist's any more.</summary>
    /// <param name="snapshotId">The state of today.</param>
    public static Problem SnapshotConflict(string snapshotId) => new(
        StatusCodes.Status409Conflict,
        Problems.SnapshotConflict,
        "The playlist has changed since; look at it and edit it again.",
        ("snapshotId", snapshotId));

    public static Problem TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, Problems.TooLarge, detail);

    /// <summary>451 (RFC 7725): not to be had where the caller is.</summary>
    public static Problem NotAvailable(string detail) => new(StatusCodes.Status451UnavailableForLegalReasons, Problems.NotAvailable, detail);

    public static Problem UnsupportedMedia(string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, Problems.UnsupportedMedia, detail);

    /// <summary>501: something that this needs is not installed.</summary>
    public static Problem NotInstalled(string detail) => new(StatusCodes.Status501NotImplemented, Problems.NotInstalled, detail);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail: Detail, statusCode: Status, extensions: _members).ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status400BadRequest, typeof(ProblemDetails), ["application/problem+json"]));
}
