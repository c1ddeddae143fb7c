namespace MusicGraph.Streams;

/// <summary>What can be configured, by arguments or environment.</summary>
internal sealed class StreamsOptions
{
    /// <summary>Seconds that an event is kept for those who come back: a day.</summary>
    public int StreamRetentionSeconds { get; set; } = 86_400;

    public TimeSpan Retention => TimeSpan.FromSeconds(StreamRetentionSeconds);
}
