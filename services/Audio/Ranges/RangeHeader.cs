using System.Globalization;

namespace MusicGraph.Audio.Ranges;

/// <summary>Reads a <c>Range</c> header (RFC 9110, section 14).</summary>
internal static class RangeHeader
{
    // Nobody who plays music asks for more; somebody who does wants to keep us busy (section 17.15).
    private const int MostRanges = 50;

    private const string Unit = "bytes=";

    /// <summary>
    /// The ranges that can be satisfied, in the order asked for, overlapping or touching ones made one and all of them then in
    /// ascending order. Empty when none can be satisfied; null when the header is to be ignored: not in bytes, malformed, or too much.
    /// </summary>
    public static IReadOnlyList<ByteRange>? Read(string? header, long size)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;

        var ranges = new List<ByteRange>();
        var seen = 0;
        foreach (var part in header[Unit.Length..].Split(','))
        {
            var spec = part.Trim(' ', '\t');
            // An empty element of a list is to be passed over (section 5.6.1.2).
            if (spec.Length == 0)
                continue;
            if (++seen > MostRanges || !TryRead(spec, size, out var range))
                return null;
            if (range is { } satisfiable)
                ranges.Add(satisfiable);
        }

        return seen == 0 ? null : Join(ranges);
    }

    /// <summary>False when it is malformed; null when no byte is in it.</summary>
    private static bool TryRead(string spec, long size, out ByteRange? range)
    {
        range = null;
        var dash = spec.IndexOf('-');
        if (dash < 0)
            return false;
        var (first, last) = (spec[..dash], spec[(dash + 1)..]);
        if (first.Length == 0)
        {
            if (!TryReadNumber(last, out var suffix))
                return false;
            if (suffix > 0 && size > 0)
                range = new ByteRange(Math.Max(0, size - suffix), size - 1);
            return true;
        }

        if (!TryReadNumber(first, out var start))
            return false;
        var end = long.MaxValue;
        if (last.Length > 0 && (!TryReadNumber(last, out end) || end < start))
            return false;
        if (start < size)
            range = new ByteRange(start, Math.Min(end, size - 1));
        return true;
    }

    /// <summary>Digits only. A number too large for us is larger than any file, which is all that matters.</summary>
    private static bool TryReadNumber(string text, out long number)
    {
        number = long.MaxValue;
        return text.Length > 0
            && text.All(char.IsAsciiDigit)
            && (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) || (number = long.MaxValue) > 0);
    }

    private static List<ByteRange> Join(List<ByteRange> ranges)
    {
        var joined = new List<ByteRange>();
        foreach (var range in ranges.OrderBy(range => range.Start))
        {
            if (joined.Count > 0 && range.Start <= joined[^1].End + 1)
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, range.End) };
            else
                joined.Add(range);
        }

        return joined.Count == ranges.Count ? ranges : joined;
    }
}
