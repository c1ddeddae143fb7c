namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A message on its way.</summary>
/// <param name="Data">A CloudEvent, or with <c>rawPayload</c> any bytes.</param>
internal sealed record PubSubMessage(byte[] Data)
{
    /// <summary>The publisher's metadata, or what the broker tells of a message that it brings.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = Empty.Metadata;

    /// <summary>What <see cref="Data"/> is; null where nobody said.</summary>
    public string? ContentType { get; init; }

    /// <summary>How long it is wanted for, told to brokers that have the capability <c>MESSAGE_TTL</c>; null for as long as it lasts.</summary>
    public TimeSpan? TimeToLive { get; init; }
}
