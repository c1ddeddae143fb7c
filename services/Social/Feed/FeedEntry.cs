using System.Globalization;

namespace MusicGraph.Social.Feed;

/// <summary>A share's place in time; ordered by time, then by id.</summary>
internal sealed record FeedEntry(Guid Id, DateTimeOffset At) : IComparable<FeedEntry>
{
    public int CompareTo(FeedEntry? other)
    {
        if (other is null)
            return 1;
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : Id.CompareTo(other.Id);
    }

    /// <summary>The cursor of this place; it stays good when the share itself is gone.</summary>
    public string ToCursor() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");

    /// <summary>Reads a cursor; no cursor is null.</summary>
    public static bool TryRead(string? cursor, out FeedEntry? entry)
    {
        entry = null;
        if (cursor is null)
            return true;
        if (cursor.Split('.') is not [var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(id, "N", out var share))
        {
            return false;
        }

        entry = new FeedEntry(share, new DateTimeOffset(ticks, TimeSpan.Zero));
        return true;
    }
}
