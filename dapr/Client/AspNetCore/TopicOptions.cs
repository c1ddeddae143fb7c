namespace MusicGraph.Dapr;

/// <summary>How an endpoint subscribes to a topic.</summary>
public sealed class TopicOptions
{
    /// <summary>The topic.</summary>
    public string Name { get; set; } = "";

    /// <summary>The pub/sub component's name.</summary>
    public string PubsubName { get; set; } = "";

    /// <summary>Whether messages are no CloudEvents; <c>UseCloudEvents</c> gives the handler their bytes.</summary>
    public bool EnableRawPayload { get; set; }

    /// <summary>The CEL expression that has to hold for an event; null for the default route of the topic.</summary>
    public string? Match { get; set; }

    /// <summary>When the rule is tried: the lowest first.</summary>
    public int Priority { get; set; }

    /// <summary>Where an event goes that could not be handled; null for nowhere.</summary>
    public string? DeadLetterTopic { get; set; }

    /// <summary>Metadata of the subscription for the component.</summary>
    public IDictionary<string, string>? Metadata { get; set; }
}
