using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;
using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Search.Queries;

/// <summary>
/// The questions that a text stands for, one for each way to fit it, the best first: the text is the title; the title begins with it; all of its
/// words are in the title; they are anywhere; they would be but for a typo. What fits in one way is left out of those after it.
/// </summary>
internal sealed class Tiers
{
    /// <summary>Words of a text that are looked at.</summary>
    public const int MostWords = 10;

    /// <summary>The tier of what fits but for a typo.</summary>
    public const int Typo = 4;

    // With as many that fit as typed, nobody wants to see what would fit if it was another word.
    private const int Enough = 10;

    private readonly SearchFilter _filter;
    private readonly IReadOnlyList<Term> _terms;
    private readonly long _title;

    private Tiers(SearchFilter filter, IReadOnlyList<Term> terms, long title)
    {
        _filter = filter;
        _terms = terms;
        _title = title;
    }

    public static Tiers Of(string text, SearchFilter filter)
    {
        var folded = Folding.Fold(text);
        var words = SearchWords.OfQuery(folded);
        if (words.Count == 0 && folded.Length == 0)
            return new Tiers(filter, [], 0) { IsNothing = true };

        // "sun " is a finished word, "sun" may become "sunrise", and so may "sun!".
        var isOpen = words.Count > 0 && !char.IsWhiteSpace(text[^1]);
        // What is cut off does not make a text fit less, but it is not the title.
        var terms = words
            .Select((word, i) => new Term(word.Word, word.MayGoOn || (isOpen && i == words.Count - 1)))
            .Distinct()
            .Take(MostWords)
            .ToList();
        return new Tiers(filter, terms, TitleKey.Of(folded));
    }

    /// <summary>Whether the text has nothing to look for.</summary>
    public bool IsNothing { get; private init; }

    /// <summary>The words as typed.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>How many there are without typos.</summary>
    public int Count => _terms.Count == 0 ? 1 : Typo;

    /// <summary>Whether to look for what would fit but for a typo, beside so many that fit as typed.</summary>
    public static bool WantsTypos(int asTyped) => asTyped < Enough;

    /// <summary>All that fits as typed.</summary>
    public Question AsTyped => _terms.Count == 0 ? this[0] : new Question(_filter, In(Places.Anywhere), []);

    /// <summary>The question of a tier.</summary>
    public Question this[int tier] => tier switch
    {
        0 => new Question(_filter, Exactly(), []) { Title = _title },
        1 => new Question(_filter, Beginning(), []) { ExceptTitle = _title },
        2 => new Question(_filter, In(Places.Title), Beginning()) { ExceptTitle = _title },
        3 => new Question(_filter, In(Places.Anywhere), In(Places.Title)) { ExceptTitle = _title },
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    /// <summary>What would fit but for typos.</summary>
    /// <param name="corrected">The words that each of <see cref="Terms"/> may be.</param>
    public Question WithTypos(IReadOnlyList<IReadOnlyList<Term>> corrected) =>
        new(_filter, [.. corrected.Select(terms => new Word(terms, Places.Anywhere))], In(Places.Anywhere));

    // The title's number says it all; the words are for the filter, and only where there is one.
    private IReadOnlyList<Word> Exactly() => _filter is { Genre: null, Country: null, AvailableIn: null } || _terms.Count == 0
        ? []
        : [.. _terms.Select(term => new Word([term with { IsPrefix = false }], Places.Title))];

    private IReadOnlyList<Word> Beginning() =>
        [.. _terms.Select((term, i) => new Word([term], i == 0 ? Places.First : Places.Title))];

    private IReadOnlyList<Word> In(Places places) => [.. _terms.Select(term => new Word([term], places))];
}
