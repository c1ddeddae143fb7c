namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What an attempt to bring an event to its app came to.</summary>
/// <param name="HttpStatus">What the app answered, where that is why it has to come again; else 0.</param>
internal readonly record struct DeliveryResult(DeliveryStatus Status, int HttpStatus = 0)
{
    /// <summary>What <c>matching.httpStatusCodes</c> of a retry policy is asked about: a status, 0 for a failure that has none, null for none.</summary>
    public int? Failure => Status == DeliveryStatus.Retry ? HttpStatus : null;
}
