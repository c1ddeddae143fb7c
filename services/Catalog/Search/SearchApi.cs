using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Catalog.Search;

internal static class SearchApi
{
    private const int LongestQuery = 200;

    public static void MapSearch(this IEndpointRouteBuilder app) => app.MapGet("/search", SearchAsync);

    private static async Task<Results<Ok<SearchHits>, Problem>> SearchAsync(
        string? q, int? first, SearchIndex index, SearchIndexer indexer, CatalogStore store, CancellationToken cancellationToken)
    {
        if (q is { Length: > LongestQuery })
            return Problem.Invalid("q", $"q must have at most {LongestQuery} characters.");
        if (first is < 0 or > Window.Largest)
            return Problem.Invalid("first", $"first must be 0 to {Window.Largest}.");

        await indexer.RefreshAsync(cancellationToken);
        var ids = index.Search(q ?? "", first ?? Window.Default);
        return TypedResults.Ok(new SearchHits(await store.FindAsync(ids, cancellationToken)));
    }
}
