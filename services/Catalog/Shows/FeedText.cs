using System.Globalization;
using System.Net;
using System.Text;

namespace MusicGraph.Catalog.Shows;

/// <summary>Reads the texts of feeds, which are written in many ways; what cannot be read is as good as not there.</summary>
internal static class FeedText
{
    private const int LongestUrl = 2_000;

    // RFC 822, 5.1, and what else is met with.
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = "+00:00",
        ["UTC"] = "+00:00",
        ["GMT"] = "+00:00",
        ["Z"] = "+00:00",
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
    };

    /// <summary>A text on one line, cut off where it is too long; null for nothing.</summary>
    public static string? Line(string? text, int longest)
    {
        var clean = Cut(Squeeze(WebUtility.HtmlDecode(text ?? ""), manyLines: false), longest);
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>A text without its markup; paragraphs and line breaks stay.</summary>
    public static string Plain(string? text, int longest)
    {
        var plain = new StringBuilder();
        var rest = (text ?? "").AsSpan();
        while (rest.IndexOf('<') is >= 0 and var open)
        {
            plain.Append(rest[..open]);
            rest = rest[open..];
            var close = rest.IndexOf('>');
            // A bare sign is no markup.
            if (close < 0 || rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!'))
            {
                plain.Append(rest[0]);
                rest = rest[1..];
                continue;
            }

            if (rest[1..].TrimStart('/') is var name && (name.StartsWith("p", StringComparison.OrdinalIgnoreCase) || name.StartsWith("br", StringComparison.OrdinalIgnoreCase) || name.StartsWith("li", StringComparison.OrdinalIgnoreCase)))
                plain.Append('\n');
            rest = rest[(close + 1)..];
        }

        plain.Append(rest);
        return Cut(Squeeze(WebUtility.HtmlDecode(plain.ToString()), manyLines: true), longest);
    }

    /// <summary>An absolute address on the web; null for anything else, such as <c>javascript:</c>.</summary>
    public static string? Url(string? text) =>
        text?.Trim() is { Length: > 0 and <= LongestUrl } clean
        && Uri.TryCreate(clean, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri
            : null;

    /// <summary>Milliseconds of <c>HH:MM:SS</c>, <c>MM:SS</c> or seconds; zero for what is none.</summary>
    public static long Duration(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length > 3)
            return 0;
        var seconds = 0d;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return 0;
            seconds = (seconds * 60) + number;
        }

        return seconds < TimeSpan.FromDays(7).TotalSeconds ? (long)(seconds * 1000) : 0;
    }

    /// <summary>A time as RFC 822 has it, with two or four digits of the year, or ISO 8601.</summary>
    public static DateTimeOffset? Date(string? text)
    {
        // The day of the week says nothing that the date does not, and is often wrong.
        var clean = (text ?? "").Trim();
        if (clean.IndexOf(',') is >= 0 and var comma)
            clean = clean[(comma + 1)..].Trim();
        if (clean.LastIndexOf(' ') is > 0 and var space && Zones.TryGetValue(clean[(space + 1)..], out var zone))
            clean = $"{clean[..space]} {zone}";
        return DateTimeOffset.TryParse(clean, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }

    private static string Squeeze(string text, bool manyLines)
    {
        var clean = new StringBuilder(text.Length);
        var gap = '\0';
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                gap = (manyLines && c == '\n') || gap == '\n' ? '\n' : ' ';
            else
            {
                if (gap != '\0' && clean.Length > 0)
                    clean.Append(gap);
                gap = '\0';
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        // Not through the middle of a character.
        var end = char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
        return text[..end].TrimEnd();
    }
}
