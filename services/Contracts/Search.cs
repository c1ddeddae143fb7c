namespace MusicGraph.Contracts;

/// <summary>A kind of thing that can be found.</summary>
public enum SearchType
{
    Artist,
    Album,
    Song,
    Playlist,
    Show,
    Episode,
    User,
}

/// <summary>What a hit must be besides fitting the text; what is null does not matter.</summary>
/// <param name="Genre">The genre's key, such as <c>synth-pop</c>.</param>
/// <param name="Country">Where it comes from: ISO 3166-1 alpha-2, upper case.</param>
/// <param name="YearFrom">The first year of release that fits.</param>
/// <param name="YearTo">The last year of release that fits.</param>
/// <param name="IsExplicit">Whether its words are not for children.</param>
/// <param name="AvailableIn">A country where it can be played: ISO 3166-1 alpha-2, upper case.</param>
public sealed record SearchFilter(
    string? Genre = null,
    string? Country = null,
    int? YearFrom = null,
    int? YearTo = null,
    bool? IsExplicit = null,
    string? AvailableIn = null);

/// <summary>Body of <c>POST /search</c>: one text, and what of its results is wanted.</summary>
/// <param name="Text">Words as they are typed; the last may be unfinished unless a blank follows it.</param>
/// <param name="Types">What to look for; null for all.</param>
/// <param name="Pages">The windows that are wanted; the answer has one page for each, in their order.</param>
/// <param name="Facets">Whether to count the results.</param>
public sealed record SearchRequest(
    string Text,
    SearchFilter? Filter = null,
    IReadOnlyList<SearchType>? Types = null,
    IReadOnlyList<SearchWindow>? Pages = null,
    bool Facets = false);

/// <summary>A window of the results.</summary>
/// <param name="Type">Of one kind; null for all kinds together.</param>
/// <param name="First">How many, 0 to 100; 20 when nothing is said.</param>
/// <param name="After">The cursor behind which the window starts.</param>
public sealed record SearchWindow(SearchType? Type = null, int? First = null, string? After = null);

/// <summary>What was found.</summary>
/// <param name="Facets">Null where they were not asked for.</param>
/// <param name="IsPartial">Whether the time for a query ran out before everything was looked at.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchPage> Pages, SearchFacets? Facets, bool IsPartial);

/// <summary>A window of the results, best first.</summary>
/// <param name="TotalCount">How many there are in all, as far as they were counted.</param>
/// <param name="IsEstimate">Whether there are more than were counted.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, bool HasNextPage, int TotalCount, bool IsEstimate);

/// <summary>Something that was found; whoever owns it knows what it is.</summary>
/// <param name="Cursor">Marks its place among the results.</param>
public sealed record SearchHit(SearchType Type, Guid Id, string Cursor);

/// <summary>How the results are spread, most frequent first.</summary>
/// <param name="Types">How many there are of each kind.</param>
/// <param name="Genres">How many are of a genre; the 20 most frequent.</param>
/// <param name="Countries">How many come from a country; the 20 most frequent.</param>
/// <param name="Decades">How many were released in which ten years, the latest first.</param>
/// <param name="IsEstimate">Whether only the most popular results of each type were counted, because there are very many.</param>
public sealed record SearchFacets(
    IReadOnlyList<SearchTypeCount> Types,
    IReadOnlyList<SearchFacetCount> Genres,
    IReadOnlyList<SearchFacetCount> Countries,
    IReadOnlyList<SearchDecadeCount> Decades,
    bool IsEstimate);

/// <summary>How many results are of a kind.</summary>
/// <param name="Type">Which.</param>
/// <param name="Count">How many, up to 1,000.</param>
/// <param name="IsEstimate">Whether there are more than were counted.</param>
public sealed record SearchTypeCount(SearchType Type, int Count, bool IsEstimate);

/// <summary>How many of the counted results have a value.</summary>
/// <param name="Value">A genre's key or a country's code.</param>
/// <param name="Count">How many of those that were counted.</param>
public sealed record SearchFacetCount(string Value, int Count);

/// <summary>How many of the counted results were released in ten years.</summary>
/// <param name="Decade">The first of the ten years, such as 1990.</param>
/// <param name="Count">How many of those that were counted.</param>
public sealed record SearchDecadeCount(int Decade, int Count);

/// <summary>How the search index is.</summary>
/// <param name="DocumentCount">How many things can be found.</param>
/// <param name="BuiltAt">When it was last built from what the services keep; null while that was never done.</param>
/// <param name="IsBuilding">Whether one is being built beside it that will take its place.</param>
/// <param name="BuildingCount">How many things that one holds so far.</param>
public sealed record SearchIndexState(long DocumentCount, DateTimeOffset? BuiltAt, bool IsBuilding, long BuildingCount);
