namespace MusicGraph.Search.Spelling;

/// <summary>
/// How many edits turn one word into another: a letter too many, missing, changed, or two neighbours swapped (optimal string alignment).
/// </summary>
internal static class EditDistance
{
    /// <summary>The edits between two words.</summary>
    public static int Between(string one, string other) => Rows(one, other, ofBeginning: false);

    /// <summary>The edits between a word and the beginning of another that is nearest to it.</summary>
    public static int ToBeginning(string word, string longer) => Rows(word, longer, ofBeginning: true);

    private static int Rows(string one, string other, bool ofBeginning)
    {
        var width = other.Length + 1;
        Span<int> cells = stackalloc int[3 * width];
        var before = cells[..width];
        var last = cells.Slice(width, width);
        var row = cells.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            row[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var free = before;
            before = last;
            last = row;
            row = free;
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }

        if (!ofBeginning)
            return row[^1];
        var least = row[0];
        foreach (var cell in row)
            least = Math.Min(least, cell);
        return least;
    }
}
