namespace MusicGraph.Dapr;

/// <summary>What a <see cref="DaprException"/> means to a caller.</summary>
public static class DaprExceptionExtensions
{
    private const string MismatchMarker = "etag mismatch";

    /// <summary>
    /// Whether a state operation failed because the stored etag is another than the one given, or, under first-write without an
    /// etag, because the key exists: read again and retry.
    /// </summary>
    /// <remarks>
    /// daprd answers 409 to a single save or delete, but 500 <c>ERR_STATE_TRANSACTION</c> to a transaction, over gRPC
    /// <c>Internal</c>; what all of them carry is the text of its <c>ETagError</c>, "possible etag mismatch. error from state store"
    /// (components-contrib, <c>state/errors.go</c>). It is looked for along the chain of causes, so that the same test works on the
    /// exceptions of the package Dapr.Client, whose cause is an <c>RpcException</c> with that text.
    /// </remarks>
    public static bool IsETagMismatch(this DaprException exception)
    {
        if (exception is DaprApiException { StatusCode: System.Net.HttpStatusCode.Conflict })
            return true;

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.Contains(MismatchMarker, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
