using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MusicGraph.Gateway.Events;

/// <summary>A subscriber's place: what it follows and the sequence number of the last entry it had of each stream.</summary>
internal static class EventCursor
{
    private const int Longest = 200;

    public static string Format(string subject, ReadOnlySpan<long> places)
    {
        var text = new StringBuilder(subject);
        foreach (var place in places)
            text.Append('|').Append(place.ToString(CultureInfo.InvariantCulture));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <exception cref="ServiceProblemException">It is no cursor of this subject (<c>CURSOR_EXPIRED</c>).</exception>
    public static long[] Parse(string subject, int streams, string cursor)
    {
        if (cursor.Length > Longest || !Base64Url.IsValid(cursor))
            throw Malformed();
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        if (parts.Length != streams + 1 || parts[0] != subject)
            throw Malformed();
        var places = new long[streams];
        for (var i = 0; i < streams; i++)
        {
            if (!long.TryParse(parts[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out places[i]))
                throw Malformed();
        }

        return places;
    }

    private static ServiceProblemException Malformed() =>
        new(StatusCodes.Status400BadRequest, Expired, "This is no cursor of this subscription. Subscribe without it to begin with what comes next.");

    /// <summary>The code under which a subscriber is told that it cannot go on from its cursor.</summary>
    public const string Expired = "CURSOR_EXPIRED";
}
