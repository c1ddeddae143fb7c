namespace MusicGraph.Gateway.Search;

[QueryType]
internal static partial class SearchIndexQueries
{
    /// <summary>How the search index is; for administrators only.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static Task<SearchIndexState> GetSearchIndexAsync([Service] SearchClient search, CancellationToken cancellationToken) =>
        search.GetIndexAsync(cancellationToken);
}

[MutationType]
internal static partial class SearchIndexMutations
{
    /// <summary>
    /// Has the search index built anew from what the services keep; the old one answers until the new one is there. For administrators only.
    /// </summary>
    [Authorize(Roles = [Roles.Admin])]
    public static Task<SearchIndexState> RebuildSearchIndexAsync([Service] SearchClient search, CancellationToken cancellationToken) =>
        search.RebuildIndexAsync(cancellationToken);
}
