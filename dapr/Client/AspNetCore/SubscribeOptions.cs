namespace MusicGraph.Dapr;

/// <summary>What holds for all subscriptions of an app.</summary>
public sealed class SubscribeOptions
{
    /// <summary>Whether all topics are subscribed to with messages that are no CloudEvents.</summary>
    public bool EnableRawPayload { get; set; }
}
