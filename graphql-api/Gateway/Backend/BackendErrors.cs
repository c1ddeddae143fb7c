using System.Net;

namespace MusicGraph.Gateway.Backend;

/// <summary>What clients are told of what a service did not do, where the field has no errors of its own for it.</summary>
internal static class BackendErrors
{
    /// <summary>Null for what is no matter of clients: it is masked and logged.</summary>
    public static (string Message, string? Code)? Describe(Exception exception) => exception switch
    {
        ServiceProblemException { Code: Problems.Unauthenticated } problem => (problem.Message, "AUTH_NOT_AUTHENTICATED"),
        ServiceProblemException problem => (problem.Message, problem.Code),
        HttpRequestException fault when IsUnavailable(fault) => ("A part of the system cannot be reached now. Try again.", "SERVICE_UNAVAILABLE"),
        _ => null,
    };

    /// <summary>Whether the same request may do later.</summary>
    public static bool IsUnavailable(HttpRequestException fault) => fault.StatusCode is null or HttpStatusCode.ServiceUnavailable;
}
