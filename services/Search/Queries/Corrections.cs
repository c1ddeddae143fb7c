using MusicGraph.Search.Index;
using MusicGraph.Search.Spelling;

namespace MusicGraph.Search.Queries;

/// <summary>The words that a mistyped one may be.</summary>
internal static class Corrections
{
    // The nearest and the most frequent; more would be guesses.
    private const int MostWords = 8;

    /// <summary>
    /// What each term may be; null if nothing but the text as it is typed. Words that no document has are replaced; if all are known, each may
    /// be another one as well.
    /// </summary>
    public static async ValueTask<IReadOnlyList<IReadOnlyList<Term>>?> OfAsync(
        IReadOnlyList<Term> terms, IIndexReader reader, CancellationToken cancellationToken)
    {
        var known = new bool[terms.Count];
        for (var i = 0; i < terms.Count; i++)
            known[i] = await reader.IsKnownAsync(terms[i], cancellationToken);

        var all = known.All(isKnown => isKnown);
        var corrected = new IReadOnlyList<Term>[terms.Count];
        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            IReadOnlyList<Term> others = known[i] && !all ? [] : await SimilarAsync(terms[i], reader, cancellationToken);
            any |= others.Count > 0;
            if (!known[i] && others.Count == 0)
                return null;
            corrected[i] = known[i] ? [terms[i], .. others] : others;
        }

        return any ? corrected : null;
    }

    private static async ValueTask<IReadOnlyList<Term>> SimilarAsync(Term term, IIndexReader reader, CancellationToken cancellationToken)
    {
        var edits = Spellings.EditsOf(term.Text);
        if (edits == 0)
            return [];

        var near = (await reader.SpelledAsync(Spellings.ToLookFor(term.Text), cancellationToken))
            .Where(stem => stem != term.Text)
            .Select(stem => (Text: stem, Edits: EditsBetween(term, stem)))
            .Where(stem => stem.Edits <= edits)
            .ToList();
        var frequencies = await reader.FrequenciesAsync([.. near.Select(stem => stem.Text)], cancellationToken);
        var best = near
            // What is only the beginning of words is of use only where the word may go on.
            .Where(stem => term.IsPrefix || frequencies.GetValueOrDefault(stem.Text) > 0)
            .OrderBy(stem => stem.Edits)
            .ThenByDescending(stem => frequencies.GetValueOrDefault(stem.Text))
            .ThenBy(stem => Math.Abs(stem.Text.Length - term.Text.Length))
            .ThenBy(stem => stem.Text, StringComparer.Ordinal)
            .Take(MostWords)
            .Select(stem => stem.Text)
            .ToList();
        return [.. best
            .Where(text => !term.IsPrefix || !best.Any(other => other.Length < text.Length && text.StartsWith(other, StringComparison.Ordinal)))
            .Select(text => new Term(text, term.IsPrefix))];
    }

    private static int EditsBetween(Term term, string stem) => term.IsPrefix
        ? EditDistance.ToBeginning(term.Text, stem)
        : EditDistance.Between(term.Text, stem);
}
