using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The errors of the state API that have details.</summary>
/// <remarks>dapr/dapr, <c>pkg/api/errors/state.go</c>.</remarks>
internal static class StateErrors
{
    public static ApiException NotConfigured(string store, string appId)
        => new(StatusCodes.Status500InternalServerError, "ERR_STATE_STORE_NOT_CONFIGURED", $"state store {store} is not configured")
        {
            Details = new ErrorDetails("DAPR_STATE_NOT_CONFIGURED", App(appId)),
        };

    public static ApiException NotFound(string store, string appId)
        => new(StatusCodes.Status400BadRequest, "ERR_STATE_STORE_NOT_FOUND", $"state store {store} is not found")
        {
            Details = new ErrorDetails("DAPR_STATE_NOT_FOUND", App(appId)),
        };

    public static ApiException IllegalKey(string store, string key)
    {
        var message = $"input key/keyPrefix '{key}' can't contain '{KeyPrefix.Separator}'";
        return new ApiException(StatusCodes.Status400BadRequest, "ERR_MALFORMED_REQUEST", message)
        {
            Details = new ErrorDetails("DAPR_STATE_ILLEGAL_KEY", Metadata: null) { Resource = Resource(store), Violation = (key, message) },
        };
    }

    public static ApiException TooManyOperations(string store, int count, int max)
        => new(
            StatusCodes.Status400BadRequest,
            "ERR_STATE_STORE_TOO_MANY_TRANSACTIONS",
            $"the transaction contains {count} operations, which is more than what the state store supports: {max}")
        {
            Details = new ErrorDetails(
                "DAPR_STATE_TOO_MANY_TRANSACTIONS",
                new Dictionary<string, string> { ["currentOpsTransaction"] = $"{count}", ["maxOpsPerTransaction"] = $"{max}" })
            {
                Resource = Resource(store),
            },
        };

    /// <summary>The outbox could not be written to; daprd counts it among the errors of pub/sub.</summary>
    public static ApiException Outbox(string appId, Exception cause)
        => new(StatusCodes.Status500InternalServerError, "ERR_PUBLISH_OUTBOX", $"error while publishing outbox message: {cause.Message}", cause)
        {
            Details = new ErrorDetails("DAPR_PUBSUB_OUTBOX", new Dictionary<string, string> { ["appID"] = appId, ["error"] = cause.Message }),
        };

    private static Dictionary<string, string> App(string appId) => new() { ["appID"] = appId };

    private static (string Type, string Name, string Description) Resource(string store) => ("state", store, "");
}
