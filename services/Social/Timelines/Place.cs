using System.Globalization;

namespace MusicGraph.Social.Timelines;

/// <summary>A place in time; ordered by time, then by id.</summary>
internal readonly record struct Place(DateTimeOffset At, Guid Id) : IComparable<Place>
{
    public static Place Of(ITimed item) => new(item.At, item.Id);

    public int CompareTo(Place other)
    {
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : Id.CompareTo(other.Id);
    }

    /// <summary>The cursor of this place; it stays good when what stood there is gone.</summary>
    public string ToCursor() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");

    /// <summary>Reads a cursor; no cursor is null.</summary>
    public static bool TryRead(string? cursor, out Place? place)
    {
        place = null;
        if (cursor is null)
            return true;
        if (cursor.Split('.') is not [var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(id, "N", out var item))
        {
            return false;
        }

        place = new Place(new DateTimeOffset(ticks, TimeSpan.Zero), item);
        return true;
    }
}
