
namespace MusicGraph.Search.Spelling;

/// <summary>
/// Finds words by what two spellings have in common (the symmetric delete method): each word is written down under all that is left of it
/// when up to so many letters are left out, and is looked for under all that is left of what was typed. Only the first letters of long words
/// count; who finds a word has to measure how far it really is. Beginnings of words are written down, too, for a word that is not typed to its end.
/// </summary>
internal static class Spellings
{
    /// <summary>Words from here on may have an edit.</summary>
    public const int OneEditFrom = 4;

    /// <summary>Words from here on may have two.</summary>
    public const int TwoEditsFrom = 8;

    /// <summary>Longer words are as typed.</summary>
    public const int Longest = 24;

    private const int Counted = 7;
    private const int ShortestWord = 3;

    /// <summary>How many edits a word may have. A number is as typed: another one is another one.</summary>
    public static int EditsOf(string word) => word.Length switch
    {
        < OneEditFrom or > Longest => 0,
        _ when word.Any(char.IsAsciiDigit) => 0,
        < TwoEditsFrom => 1,
        _ => 2,
    };

    /// <summary>What to write down for a word: the word and beginnings of it, each with its keys.</summary>
    public static IEnumerable<(string Stem, HashSet<long> Keys)> ToKeep(string word)
    {
        if (word.Length is < ShortestWord or > Longest + 2 || word.Any(char.IsAsciiDigit))
            yield break;
        yield return (word, Keys(word, word.Length switch { ShortestWord => 0, < Counted => 1, _ => 2 }));
        for (var length = OneEditFrom; length < Math.Min(word.Length, Counted); length++)
            yield return (word[..length], Keys(word[..length], 1));
    }

    /// <summary>What to look for a typed word under.</summary>
    public static HashSet<long> ToLookFor(string word) => Keys(word, EditsOf(word));

    private static HashSet<long> Keys(string word, int edits)
    {
        var keys = new HashSet<long>();
        Collect(word.Length > Counted ? word[..Counted] : word, edits, keys);
        return keys;
    }

    private static void Collect(string rest, int edits, HashSet<long> keys)
    {
        keys.Add(KeyOf(rest));
        if (edits == 0 || rest.Length < 2)
            return;
        for (var i = 0; i < rest.Length; i++)
            Collect(rest.Remove(i, 1), edits - 1, keys);
    }

    // 31 bits are enough: what shares a key by chance is measured like the rest.
    private static long KeyOf(string rest)
    {
        var hash = 2166136261u;
        foreach (var c in rest)
            hash = (hash ^ c) * 16777619;
        return hash & int.MaxValue;
    }
}
