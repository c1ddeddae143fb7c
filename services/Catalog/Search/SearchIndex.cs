using System.Runtime.InteropServices;
using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Catalog.Search;

/// <summary>
/// An index in memory from words to items. Every word of a query must be found: as it is, as the beginning of a word if it is
/// the query's last, or, from four letters on and only when neither is there, with one edit. Items only ever come; one with an
/// id that is there already is left out, so that hearing of the same item twice does no harm.
/// </summary>
internal sealed class SearchIndex
{
    /// <summary>Words of a query that are looked at.</summary>
    public const int MostWords = 12;

    // As many words as one prefix may stand for; "a" would otherwise mean half the catalog.
    private const int MostExpansions = 500;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly List<SearchDocument> _documents = [];
    private readonly HashSet<Guid> _known = [];
    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);
    private readonly TypoIndex _typos = new();

    /// <summary>How many items are in it.</summary>
    public int Count
    {
        get
        {
            _lock.EnterReadLock();
            try
            {
                return _documents.Count;
            }
            finally
            {
                _lock.ExitReadLock();
            }
        }
    }

    /// <summary>Adds an item, unless it is there.</summary>
    public void Add(SearchDocument document)
    {
        _lock.EnterWriteLock();
        try
        {
            if (!_known.Add(document.Id))
                return;
            var number = _documents.Count;
            _documents.Add(document);
            foreach (var (word, field) in document.Words)
            {
                ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, word, out var exists);
                if (!exists)
                {
                    postings = [];
                    _words.Add(word);
                    _typos.Add(word);
                }

                postings!.Add(new Posting(number, field));
            }
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>The ids of the best <paramref name="count"/> items, best first.</summary>
    public IReadOnlyList<Guid> Search(string query, int count)
    {
        var words = Folding.Words(query).Take(MostWords).ToArray();
        if (words.Length == 0)
            return [];
        var whole = Folding.Fold(query);
        // "sun " is a finished word, "sun" may become "sunrise".
        var open = !char.IsWhiteSpace(query[^1]);

        _lock.EnterReadLock();
        try
        {
            Dictionary<int, int>? scores = null;
            for (var i = 0; i < words.Length; i++)
            {
                var found = ScoreOf(words[i], open && i == words.Length - 1);
                scores = scores is null ? found : Intersect(scores, found);
                if (scores.Count == 0)
                    return [];
            }

            return [.. scores!
                .Select(hit => (Document: _documents[hit.Key], Score: hit.Value + SearchScore.OfTitle(_documents[hit.Key].Title, whole)))
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Document.KindRank)
                .ThenBy(hit => hit.Document.Title.Length)
                .ThenBy(hit => hit.Document.Title, StringComparer.Ordinal)
                .ThenBy(hit => hit.Document.Id)
                .Take(count)
                .Select(hit => hit.Document.Id)];
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>The items that have the word, each with the score of its best occurrence.</summary>
    private Dictionary<int, int> ScoreOf(string word, bool mayGoOn)
    {
        var scores = new Dictionary<int, int>();
        Collect(scores, word, SearchMatch.Exact);
        if (mayGoOn)
        {
            foreach (var longer in _words.GetViewBetween(word, word + char.MaxValue).Take(MostExpansions))
                Collect(scores, longer, SearchMatch.Prefix);
        }

        if (scores.Count == 0)
        {
            foreach (var similar in _typos.Similar(word))
                Collect(scores, similar, SearchMatch.Typo);
        }

        return scores;
    }

    private void Collect(Dictionary<int, int> scores, string word, SearchMatch match)
    {
        if (!_postings.TryGetValue(word, out var postings))
            return;
        foreach (var (document, field) in postings)
        {
            ref var score = ref CollectionsMarshal.GetValueRefOrAddDefault(scores, document, out _);
            score = Math.Max(score, SearchScore.Of(match, field));
        }
    }

    private static Dictionary<int, int> Intersect(Dictionary<int, int> one, Dictionary<int, int> other)
    {
        var both = new Dictionary<int, int>();
        foreach (var (document, score) in one)
        {
            if (other.TryGetValue(document, out var more))
                both[document] = score + more;
        }

        return both;
    }

    private readonly record struct Posting(int Document, SearchField Field);
}
