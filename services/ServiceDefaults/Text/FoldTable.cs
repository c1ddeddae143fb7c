using System.Collections.Frozen;
using System.Text;

namespace MusicGraph.ServiceDefaults.Text;

/// <summary>
/// What each letter is without marks, case and shape, where that is not its lower case: NFKD and case folding of the Unicode Character
/// Database 14, letters with strokes and ligatures that it leaves alone, spellings of one Arabic letter, any digits as 0 to 9, Katakana as
/// Hiragana. It lies in <c>Folds.txt</c> (a line holds the plain form, a tab and its variants) because .NET decomposes nothing where it
/// runs without ICU.
/// </summary>
internal static class FoldTable
{
    public static FrozenDictionary<Rune, string> Plain { get; } = Read();

    private static FrozenDictionary<Rune, string> Read()
    {
        using var lines = new StreamReader(typeof(FoldTable).Assembly.GetManifestResourceStream(typeof(FoldTable), "Folds.txt")!);
        var plain = new Dictionary<Rune, string>();
        while (lines.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            foreach (var variant in line.AsSpan(tab + 1).EnumerateRunes())
                plain[variant] = line[..tab];
        }

        return plain.ToFrozenDictionary();
    }
}
