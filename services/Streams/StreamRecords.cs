using System.Globalization;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Streams;

/// <summary>
/// <c>stream:{name}</c> the head, <c>stream:{name}~{sequence}</c> the entries, <c>stream:{name}~e{eventId}</c> where an event stands, which is
/// one aggregate. Sequence numbers are dense, so that the keys of what comes next are known.
/// </summary>
internal static class StreamKeys
{
    public static string Head(string stream) => StateKey.Of("stream", stream);

    public static string Entry(string stream, long sequence) => StateKey.Part(Head(stream), sequence.ToString(CultureInfo.InvariantCulture));

    public static string Event(string stream, Guid eventId) => StateKey.Part(Head(stream), $"e{eventId:N}");
}

/// <param name="First">The sequence number of the first entry there ever was.</param>
/// <param name="Next">The sequence number the next entry gets.</param>
/// <param name="WatchedAt">When somebody was last known to follow the stream, or something was appended to it.</param>
internal sealed record StreamHead(long First, long Next, DateTimeOffset WatchedAt)
{
    /// <summary>
    /// Numbers begin with the time, microseconds since 1970, so that those of a stream that was forgotten and began again never meet the old
    /// ones. They stay below 2^53 until the year 2255.
    /// </summary>
    public static StreamHead Beginning(DateTimeOffset now)
    {
        var first = now.ToUnixTimeMilliseconds() * 1_000;
        return new StreamHead(first, first, now);
    }
}

/// <summary>Where an event stands that was appended before.</summary>
internal sealed record AppendedEvent(long Sequence, DateTimeOffset At);
