namespace MusicGraph.GraphQL.Validation;

/// <summary>Names that may have been meant instead of an unknown one.</summary>
internal static class Suggestions
{
    private const int MaxNames = 5;

    /// <summary>A sentence to append to a message, or nothing.</summary>
    /// <param name="lead">What comes before the names, with a space at its end.</param>
    public static string DidYouMean(string name, IEnumerable<string> known, ValidationOptions options, string lead = "") =>
        options.SuggestNames ? Phrase(lead, Closest(name, known)) : "";

    /// <inheritdoc cref="DidYouMean"/>
    public static string Phrase(string lead, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return "";
        var quoted = names.Take(MaxNames).Select(name => $"\"{name}\"").ToArray();
        var list = quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} or {quoted[1]}",
            _ => $"{string.Join(", ", quoted[..^1])}, or {quoted[^1]}",
        };
        return $" Did you mean {lead}{list}?";
    }

    /// <summary>The names that few changes make of this one, the closest first.</summary>
    public static string[] Closest(string name, IEnumerable<string> known)
    {
        // More than about four changes in ten letters is another word. Long names of an attacker are not worth the time.
        if (name.Length > 100) return [];
        var threshold = (int)(name.Length * 0.4) + 1;
        return
        [
            .. known
                .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
                .Where(candidate => candidate.Distance <= threshold)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>Damerau–Levenshtein with adjacent transpositions; names that differ in case alone are one change apart.</summary>
    private static int Distance(string first, string second)
    {
        if (first == second) return 0;
        if (string.Equals(first, second, StringComparison.OrdinalIgnoreCase)) return 1;
        var a = first.ToLowerInvariant();
        var b = second.ToLowerInvariant();
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var row = 0; row <= a.Length; row++) rows[row, 0] = row;
        for (var column = 0; column <= b.Length; column++) rows[0, column] = column;
        for (var row = 1; row <= a.Length; row++)
        {
            for (var column = 1; column <= b.Length; column++)
            {
                var replaced = rows[row - 1, column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
                var cell = Math.Min(replaced, 1 + Math.Min(rows[row - 1, column], rows[row, column - 1]));
                if (row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1])
                {
                    cell = Math.Min(cell, rows[row - 2, column - 2] + 1);
                }

                rows[row, column] = cell;
            }
        }

        return rows[a.Length, b.Length];
    }
}
