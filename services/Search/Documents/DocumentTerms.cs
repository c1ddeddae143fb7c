using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Search.Documents;

/// <summary>A document as an index keeps it.</summary>
/// <param name="TitleKey">Equal for equal titles; see <see cref="Documents.TitleKey"/>.</param>
/// <param name="First">The first word of the title.</param>
/// <param name="Title">The title's other words.</param>
/// <param name="Others">The words of the other texts.</param>
internal sealed record DocumentTerms(long TitleKey, string? First, IReadOnlyList<string> Title, IReadOnlyList<string> Others)
{
    // More than any title needs; who puts a book into one is found by its beginning.
    private const int MostWords = 64;

    public static DocumentTerms Of(SearchDocument document)
    {
        var folded = Folding.Fold(document.Title);
        var title = SearchWords.OfText(folded);
        var others = document.Others.SelectMany(text => SearchWords.OfText(Folding.Fold(text))).Distinct().Take(MostWords);
        return new DocumentTerms(
            Documents.TitleKey.Of(folded), title.FirstOrDefault(), [.. title.Skip(1).Take(MostWords)], [.. others]);
    }

    /// <summary>All words, each once.</summary>
    public IEnumerable<string> Words => (First is null ? Title : Title.Prepend(First)).Concat(Others).Distinct();
}
