namespace MusicGraph.ServiceDefaults.State;

/// <summary>Tells the one failure of a transaction that trying again mends.</summary>
internal static class ETagMismatch
{
    private static readonly string[] Markers =
    [
        "etag mismatch",
        // state.azure.cosmosdb names the status of the operation instead: 412 another etag, 404 nothing there to delete any more.
        "which failed with status code 412",
        "which failed with status code 404",
    ];

    /// <summary>
    /// Whether a state operation failed because the stored etag is another than the one given, or, under first-write without an
    /// etag, because the key exists: read again and retry.
    /// </summary>
    /// <remarks>
    /// daprd has no error code of its own for that. What it answers to a transaction (HTTP 500 <c>ERR_STATE_TRANSACTION</c>, gRPC
    /// <c>Internal</c>) carries the text of its <c>ETagError</c>, "possible etag mismatch. error from state store" (components-contrib,
    /// <c>state/errors.go</c>; that of Cosmos DB in <c>state/azure/cosmosdb/cosmosdb.go</c>, <c>Multi</c>). It is looked for along the chain of causes: the package Dapr.Client has it in an <c>RpcException</c> there.
    /// </remarks>
    public static bool IsETagMismatch(this DaprException exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Markers.Any(marker => cause.Message.Contains(marker, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
