namespace MusicGraph.Gateway.Search;

[QueryType]
internal static partial class SearchQueries
{
    /// <summary>Songs, albums and artists that fit, best first.</summary>
    /// <param name="text">Words of titles and names, as they are typed; a word may be unfinished.</param>
    /// <param name="first">The most to find, up to 100; 20 when not given.</param>
    [GraphQLType("[SearchResult!]!")]
    public static Task<IReadOnlyList<CatalogItem>> SearchAsync(
        string text, int? first, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        catalog.SearchAsync(text, first ?? PageSize.Default, cancellationToken);
}
