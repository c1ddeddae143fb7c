using MusicGraph.Contracts;
using MusicGraph.Search.Documents;

namespace MusicGraph.Search.Index;

/// <summary>
/// What documents are filtered by, as words that stand beside the real ones: one character each of the planes for private use, which no
/// text of a user becomes a word of.
/// </summary>
internal static class Tags
{
    /// <summary>Genres that can be told apart; those that come later are not filtered by.</summary>
    public const int MostGenres = 0xFF00;

    private const int Genres = 0xF0000;
    private const int Countries = 0x100000;
    private const int Markets = 0x100400;
    private const int Everywhere = 0x100800;
    private const int Decades = 0x100801;
    private const int YearsOfDecade = 10;

    // A wider range is filtered by the years alone, which costs little where much of what fits is in it.
    private const int MostDecades = 3;

    /// <param name="genres">The numbers of the document's genres.</param>
    public static IEnumerable<string> Of(SearchDocument document, IEnumerable<int> genres)
    {
        foreach (var genre in genres)
            yield return Tag(Genres + genre);
        if (CountryCode.ToNumber(document.Country) is var country and > 0)
            yield return Tag(Countries + country);
        if (document.Markets is not { } markets)
            yield return Tag(Everywhere);
        else
        {
            foreach (var market in markets.Select(CountryCode.ToNumber).Where(market => market > 0).Distinct())
                yield return Tag(Markets + market);
        }

        if (document.Year is { } year)
            yield return Tag(Decades + (year / YearsOfDecade));
    }

    /// <summary>One set of tags for each condition, of which a document must have one.</summary>
    /// <param name="genre">The number of the genre that is asked for, if one is.</param>
    public static IEnumerable<IReadOnlyList<string>> Of(SearchFilter filter, int? genre)
    {
        if (genre is { } number)
            yield return [Tag(Genres + number)];
        if (filter.Country is not null)
            yield return [Tag(Countries + CountryCode.ToNumber(filter.Country))];
        if (filter.AvailableIn is not null)
            yield return [Tag(Markets + CountryCode.ToNumber(filter.AvailableIn)), Tag(Everywhere)];
        if (filter is { YearFrom: { } from, YearTo: { } to } && (to / YearsOfDecade) - (from / YearsOfDecade) < MostDecades)
        {
            yield return [.. Enumerable
                .Range(from / YearsOfDecade, Math.Max(1, (to / YearsOfDecade) - (from / YearsOfDecade) + 1))
                .Select(decade => Tag(Decades + decade))];
        }
    }

    private static string Tag(int character) => char.ConvertFromUtf32(character);
}
