using System.Globalization;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>Statuses such as <c>429,500-599</c>.</summary>
internal sealed class StatusRanges
{
    private readonly List<(int First, int Last)> _ranges;

    private StatusRanges(List<(int First, int Last)> ranges) => _ranges = ranges;

    public bool Contains(int status) => _ranges.Exists(range => range.First <= status && status <= range.Last);

    /// <returns>Null where the text is empty, which is every status.</returns>
    /// <exception cref="FormatException">It is no list of statuses and ranges within the bounds.</exception>
    public static StatusRanges? Parse(string? text, int lowest, int highest)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        var ranges = new List<(int, int)>();
        foreach (var pattern in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pattern.Split('-');
            var first = Number(parts[0]);
            var last = parts.Length == 1 ? first : Number(parts[^1]);
            if (parts.Length > 2 || first is null || last is null || first < lowest || last > highest || last < first)
                throw new FormatException($"'{pattern}' is neither a status nor a range of them from {lowest} to {highest}");
            ranges.Add((first.Value, last.Value));
        }

        return new StatusRanges(ranges);
    }

    private static int? Number(string text)
        => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
