using System.Globalization;
using System.Text;

namespace MusicGraph.ServiceDefaults.Text;

/// <summary>Makes texts that people take for the same equal: without case, accents, width and surplus white space, in any script.</summary>
public static class Folding
{
    // Behind a Hiragana they make the next letter of the alphabet of it, or the one after that; half-width ones come from typed Katakana.
    private const int VoicedMark = 0x3099;
    private const int HalfVoicedMark = 0x309A;
    private const int HalfWidthVoicedMark = 0xFF9E;
    private const int HalfWidthHalfVoicedMark = 0xFF9F;

    /// <summary>The folded text, its words apart by one blank.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (IsLeftOut(rune))
                continue;
            if (gap)
                folded.Append(' ');
            gap = false;
            Append(folded, rune);
        }

        return folded.ToString();
    }

    /// <summary>
    /// The words of a text, folded. An apostrophe joins (<c>don't</c> is <c>dont</c>), any other sign separates; of scripts that put no
    /// blanks between words (<see cref="HasNoBlanks"/>) every character is a word.
    /// </summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var (run, hasNoBlanks) in Runs(Fold(text)))
        {
            if (hasNoBlanks)
                words.AddRange(Characters(run));
            else
                words.Add(run);
        }

        return words;
    }

    /// <summary>The runs of letters and digits of a folded text, and whether each is of a script that puts no blanks between words.</summary>
    public static IEnumerable<(string Run, bool HasNoBlanks)> Runs(string folded)
    {
        var run = new StringBuilder();
        var hasNoBlanks = false;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (rune.Value is '\'')
                continue;
            var isPart = Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark;
            // A mark goes with what it stands on.
            var changes = isPart && Rune.IsLetterOrDigit(rune) && HasNoBlanks(rune) != hasNoBlanks;
            if (run.Length > 0 && (!isPart || changes))
            {
                yield return (run.ToString(), hasNoBlanks);
                run.Clear();
            }

            if (changes)
                hasNoBlanks = !hasNoBlanks;
            if (isPart)
                run.Append(rune);
        }

        if (run.Length > 0)
            yield return (run.ToString(), hasNoBlanks);
    }

    /// <summary>The characters of a run, each with the marks that stand on it.</summary>
    public static IReadOnlyList<string> Characters(string run)
    {
        var characters = new List<string>();
        foreach (var rune in run.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || characters.Count == 0)
                characters.Add(rune.ToString());
            else
                characters[^1] += rune.ToString();
        }

        return characters;
    }

    /// <summary>Whether the character is of a script that puts no blanks between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.</summary>
    public static bool HasNoBlanks(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
        or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) // Burmese, Khmer
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) // Hiragana and Katakana
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) // Han
        or (>= 0x20000 and <= 0x3FFFF); // Han, the supplementary planes

    // Marks of the scripts of India and their neighbours are vowels, which a word cannot do without.
    private static bool IsLeftOut(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => true,
        UnicodeCategory.NonSpacingMark => rune.Value is < 0x0900
            or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE2F),
        _ => false,
    };

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
            folded.Append(char.ToLowerInvariant((char)rune.Value));
        else if (Hangul.IsSyllable(rune))
            Hangul.Append(folded, rune);
        else if (VoicedBy(rune) is var steps and > 0 && folded.Length > 0 && folded[^1] is >= '\u3041' and <= '\u3093')
            folded[^1] = (char)(folded[^1] + steps);
        else if (FoldTable.Plain.TryGetValue(rune, out var plain))
            folded.Append(plain);
        else
            AppendLower(folded, Rune.ToLowerInvariant(rune));
    }

    private static int VoicedBy(Rune mark) => mark.Value switch
    {
        VoicedMark or HalfWidthVoicedMark => 1,
        HalfVoicedMark or HalfWidthHalfVoicedMark => 2,
        _ => 0,
    };

    private static void AppendLower(StringBuilder folded, Rune lower)
    {
        if (FoldTable.Plain.TryGetValue(lower, out var plain))
            folded.Append(plain);
        else
            folded.Append(lower);
    }
}
