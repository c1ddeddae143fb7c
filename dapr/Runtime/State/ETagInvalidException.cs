namespace MusicGraph.Dapr.Runtime.State;

/// <summary>An etag that the store never gave out, since its own are of another form; as a mismatch, nothing was done.</summary>
/// <remarks>components-contrib, <c>state/errors.go</c>.</remarks>
internal sealed class ETagInvalidException(string etag) : ETagMismatchException($"invalid etag value: '{etag}' is no etag of this state store");
