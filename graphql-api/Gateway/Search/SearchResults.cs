namespace MusicGraph.Gateway.Search;

/// <summary>
/// What a search found. Results are counted up to 1,000 of a type; `facets` says where there are more.
/// </summary>
/// <param name="request">The text, the filter and the types.</param>
public sealed class SearchResults(SearchRequest request)
{
    internal SearchRequest Request => request;
}

/// <summary>What is asked of one search: a window of its results, or, without one, the counts of all.</summary>
public sealed record SearchPart(SearchResults Search, SearchWindow? Window);

/// <summary>The answer to one <see cref="SearchPart"/>.</summary>
public sealed record SearchPartAnswer(SearchPage? Page, SearchFacets? Facets);

/// <summary>Results of several types, best first.</summary>
/// <param name="Nodes">What was found.</param>
/// <param name="EndCursor">The `after` of the next page; null where nothing was found.</param>
/// <param name="HasNextPage">Whether there are more.</param>
/// <param name="TotalCount">How many there are, up to 1,000 of each type.</param>
public sealed record SearchResultPage([property: GraphQLType("[SearchResult!]!")] IReadOnlyList<object> Nodes, string? EndCursor, bool HasNextPage, int TotalCount);
