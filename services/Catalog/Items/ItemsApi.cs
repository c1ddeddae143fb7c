using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Items;

internal static class ItemsApi
{
    /// <summary>Songs, albums and artists together, in one read of the state.</summary>
    public static void MapItems(this IEndpointRouteBuilder app) => app.MapPost("/items/batch", BatchAsync);

    private static async Task<Results<Ok<IReadOnlyList<CatalogItem>>, Problem>> BatchAsync(
        BatchRequest request, CatalogStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, cancellationToken));
}
