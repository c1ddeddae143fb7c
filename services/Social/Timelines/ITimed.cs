namespace MusicGraph.Social.Timelines;

/// <summary>What stands in a list that is merged with others by time.</summary>
internal interface ITimed
{
    Guid Id { get; }

    /// <summary>When it happened: its place.</summary>
    DateTimeOffset At { get; }

    /// <summary>When it came into the list, which is after it happened; a list grows by this.</summary>
    DateTimeOffset Added { get; }
}
