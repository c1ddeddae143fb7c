namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Pauses that double from a first to a longest.</summary>
internal readonly record struct Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <param name="attempt">How many attempts there were, from 1 on.</param>
    public TimeSpan After(int attempt)
    {
        var pause = First * Math.Pow(2, Math.Min(attempt - 1, 30));
        return pause < Longest ? pause : Longest;
    }
}
