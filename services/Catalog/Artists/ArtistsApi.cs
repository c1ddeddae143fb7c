using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Catalog.Artists;

internal static class ArtistsApi
{
    public static void MapArtists(this IEndpointRouteBuilder app)
    {
        app.MapGet("/artists", ListAsync);
        app.MapGet("/artists/{id:guid}/songs", SongsAsync);
        app.MapGet("/artists/{id:guid}/albums", AlbumsAsync);
    }

    private static async Task<Results<Ok<Page<Artist>>, Problem>> ListAsync(
        [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.WindowAsync<Artist>(CatalogKeys.Artists, page, cancellationToken)).Failed(out var problem, out var artists)
            ? problem
            : TypedResults.Ok(artists);

    private static Task<Results<Ok<Page<Song>>, Problem>> SongsAsync(
        Guid id, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        OfAsync<Song>(id, CatalogKeys.ArtistSongs(id), page, store, cancellationToken);

    private static Task<Results<Ok<Page<Album>>, Problem>> AlbumsAsync(
        Guid id, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        OfAsync<Album>(id, CatalogKeys.ArtistAlbums(id), page, store, cancellationToken);

    private static async Task<Results<Ok<Page<T>>, Problem>> OfAsync<T>(
        Guid artist, PagedLog<Guid> list, PageRequest page, CatalogStore store, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        if (await store.FindAsync([artist], cancellationToken) is not [Artist])
            return Problem.NotFound("There is no such artist.");
        return (await store.WindowAsync<T>(list, page, cancellationToken)).Failed(out var problem, out var items)
            ? problem
            : TypedResults.Ok(items);
    }
}
