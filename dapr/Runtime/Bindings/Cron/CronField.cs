using System.Globalization;

namespace MusicGraph.Dapr.Runtime.Bindings.Cron;

/// <summary>A field of a schedule: <c>*</c>, <c>5</c>, <c>1-5</c>, <c>*/10</c>, <c>MON,WED</c>.</summary>
/// <param name="IsAny">Whether it restricts nothing.</param>
internal readonly record struct CronField(ulong Bits, bool IsAny)
{
    public bool Contains(int value) => (Bits & (1UL << value)) != 0;

    /// <param name="names">What may stand for the numbers, from the lowest on.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static CronField Parse(string text, int lowest, int highest, string[] names)
    {
        var bits = 0UL;
        var isAny = false;
        foreach (var item in text.Split(','))
        {
            var parts = item.Split('/');
            var range = parts[0].Split('-');
            if (parts.Length > 2 || range.Length > 2)
                throw Wrong();

            var step = parts.Length == 1 ? 1 : Number(parts[1], []);
            int first, last;
            if (parts[0] is "*" or "?")
            {
                (first, last) = (lowest, highest);
                isAny |= step == 1;
            }
            else
            {
                first = Number(range[0], names);
                last = range.Length == 2 ? Number(range[1], names) : parts.Length == 2 ? highest : first;
            }

            if (first < lowest || last > highest || last < first || step < 1)
                throw Wrong();
            for (var value = first; value <= last; value += step)
                bits |= 1UL << value;
        }

        return new CronField(bits, isAny);

        FormatException Wrong() => new($"'{text}' is no list of values from {lowest} to {highest}");

        int Number(string number, string[] known)
        {
            var index = Array.FindIndex(known, name => name.Equals(number, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                return index + lowest;
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong();
        }
    }
}
