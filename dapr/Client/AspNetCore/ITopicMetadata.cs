namespace MusicGraph.Dapr;

/// <summary>Says which topic an endpoint handles.</summary>
public interface ITopicMetadata
{
    /// <summary>The pub/sub component's name.</summary>
    string PubsubName { get; }

    /// <summary>The topic.</summary>
    string Name { get; }

    /// <summary>Whether messages are taken as bytes, whatever they are; <c>UseCloudEvents</c> gives the handler those bytes.</summary>
    bool? EnableRawPayload { get; }

    /// <summary>Where an event goes that could not be handled; null for nowhere.</summary>
    string? DeadLetterTopic { get; }
}
