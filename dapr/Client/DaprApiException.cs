using System.Net;

namespace MusicGraph.Dapr;

/// <summary>The sidecar answered with an error in Dapr's form, <c>{"errorCode", "message"}</c>.</summary>
/// <remarks>Error codes: https://docs.dapr.io/reference/errors/error-codes/.</remarks>
public sealed class DaprApiException(string message, string? errorCode, HttpStatusCode statusCode, Exception? innerException = null)
    : DaprException(message, innerException)
{
    /// <summary>Dapr's code, such as <c>ERR_STATE_STORE_NOT_FOUND</c>; null where the answer carried none.</summary>
    public string? ErrorCode { get; } = errorCode;

    /// <summary>The HTTP status the sidecar answered with.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>Whether trying again may help.</summary>
    public bool IsTransient => StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
