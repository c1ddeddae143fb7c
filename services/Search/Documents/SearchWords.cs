using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Search.Documents;

/// <summary>
/// The words that texts are indexed and found by. Where a script puts no blanks between words, every two neighbouring characters are one
/// (and the last alone), so that any part of such a text is found by its own pairs.
/// </summary>
internal static class SearchWords
{
    /// <summary>The characters of a word that count.</summary>
    public const int LongestWord = 40;

    /// <summary>The words of a text that is indexed.</summary>
    /// <param name="folded">By <see cref="Folding.Fold"/>.</param>
    public static List<string> OfText(string folded)
    {
        var words = new List<string>();
        foreach (var (run, hasNoBlanks) in Folding.Runs(folded))
        {
            if (!hasNoBlanks)
            {
                words.Add(Cut(run));
                continue;
            }

            var characters = Folding.Characters(run);
            for (var i = 0; i + 1 < characters.Count; i++)
                words.Add(characters[i] + characters[i + 1]);
            words.Add(characters[^1]);
        }

        return words;
    }

    /// <summary>The words of a text that is looked for, and which of them may go on: single characters of pairs.</summary>
    /// <param name="folded">By <see cref="Folding.Fold"/>.</param>
    public static List<(string Word, bool MayGoOn)> OfQuery(string folded)
    {
        var words = new List<(string, bool)>();
        foreach (var (run, hasNoBlanks) in Folding.Runs(folded))
        {
            if (!hasNoBlanks)
            {
                words.Add((Cut(run), false));
                continue;
            }

            var characters = Folding.Characters(run);
            if (characters.Count == 1)
                words.Add((characters[0], true));
            for (var i = 0; i + 1 < characters.Count; i++)
                words.Add((characters[i] + characters[i + 1], false));
        }

        return words;
    }

    private static string Cut(string run)
    {
        if (run.Length <= LongestWord)
            return run;
        // Not between the halves of a character.
        return run[..(char.IsHighSurrogate(run[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
    }
}
