using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;

namespace MusicGraph.Catalog.Genres;

internal static class GenresApi
{
    public static void MapGenres(this IEndpointRouteBuilder app) => app.MapGet("/genres", ListAsync);

    private static async Task<Ok<IReadOnlyList<Genre>>> ListAsync(CatalogStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.GenresAsync(cancellationToken));
}
