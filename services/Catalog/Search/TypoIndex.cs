using System.Runtime.InteropServices;

namespace MusicGraph.Catalog.Search;

/// <summary>
/// Finds words that are one edit away: a letter too many, missing, changed, or two swapped. Two such words have a spelling with
/// at most one letter left out of each in common, so every word is kept under all of those spellings (the symmetric delete method).
/// </summary>
internal sealed class TypoIndex
{
    /// <summary>Shorter words are one edit from too many others.</summary>
    public const int ShortestWord = 4;

    // A longer word is rarely typed whole, and its spellings would be many.
    private const int LongestWord = 24;

    private readonly Dictionary<string, List<string>> _spellings = new(StringComparer.Ordinal);

    /// <summary>Adds a word that was not added before.</summary>
    public void Add(string word)
    {
        // A query of four letters may lack one.
        if (word.Length is < ShortestWord - 1 or > LongestWord)
            return;
        foreach (var spelling in SpellingsOf(word))
        {
            ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(_spellings, spelling, out _);
            (words ??= []).Add(word);
        }
    }

    /// <summary>The words that are exactly one edit from this one.</summary>
    public IEnumerable<string> Similar(string word) =>
        word.Length is < ShortestWord or > LongestWord
            ? []
            : SpellingsOf(word)
                .SelectMany(spelling => _spellings.GetValueOrDefault(spelling) ?? [])
                .Distinct()
                .Where(candidate => IsOneEdit(word, candidate));

    /// <summary>Whether one edit turns one word into the other.</summary>
    internal static bool IsOneEdit(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
            return false;
        var start = one.AsSpan().CommonPrefixLength(other);
        var left = one.AsSpan(start);
        var right = other.AsSpan(start);
        if (left.Length == right.Length)
        {
            return left.Length > 0
                && (left[1..].SequenceEqual(right[1..])
                    || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..])));
        }

        return left.Length > right.Length ? left[1..].SequenceEqual(right) : right[1..].SequenceEqual(left);
    }

    private static IEnumerable<string> SpellingsOf(string word) =>
        Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1)).Prepend(word).Distinct();
}
