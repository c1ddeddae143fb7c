using System.Globalization;
using System.Text;

namespace MusicGraph.Catalog.Text;

/// <summary>Makes texts that people take for the same equal: without case, accents, width and surplus white space.</summary>
internal static class Folding
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = FirstFullWidth - '!';

    /// <summary>The folded text, its words apart by one blank.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            if (gap)
                folded.Append(' ');
            gap = false;
            Append(folded, c);
        }

        return folded.ToString();
    }

    /// <summary>
    /// The words of a text, folded. An apostrophe joins (<c>don't</c> is <c>dont</c>), any other sign separates; Chinese and
    /// Japanese, which put no blanks between words, give one word per character.
    /// </summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (IsIdeographic(rune))
            {
                Finish();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(rune);
            }
            else if (rune.Value is not ('\'' or '\u2019'))
            {
                Finish();
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (c is >= FirstFullWidth and <= LastFullWidth)
            c = (char)(c - FullWidthOffset);
        var lower = char.ToLowerInvariant(c);
        if (FoldTable.Plain.TryGetValue(lower, out var plain))
            folded.Append(plain);
        else
            folded.Append(lower);
    }

    private static bool IsIdeographic(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) // Hiragana and Katakana
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) // Han
        or (>= 0x20000 and <= 0x3FFFF); // Han, the supplementary planes
}
