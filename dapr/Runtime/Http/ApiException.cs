namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>A request that is answered with an error in Dapr's form.</summary>
/// <param name="errorCode">https://docs.dapr.io/developing-applications/error-codes/error-codes-reference/.</param>
internal sealed class ApiException(int status, string errorCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    /// <summary>Null for an error that daprd gives none.</summary>
    public ErrorDetails? Details { get; init; }

    public static ApiException Malformed(string message) => new(400, "ERR_MALFORMED_REQUEST", $"failed deserializing HTTP body: {message}");
}
