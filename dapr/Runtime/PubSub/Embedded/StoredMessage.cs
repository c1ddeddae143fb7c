namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>A message as a consumer has it from the file.</summary>
/// <param name="Id">Its place: ids rise in the order in which messages were accepted.</param>
/// <param name="Expires">Milliseconds since 1970; null for never.</param>
internal sealed record StoredMessage(long Id, long? Expires, PubSubMessage Message)
{
    /// <summary>How often it was handled in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether others have gone before it, because it was handled in vain too often.</summary>
    public bool IsPostponed { get; init; }
}
