using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Albums;

internal static class AlbumsApi
{
    public static void MapAlbums(this IEndpointRouteBuilder app)
    {
        app.MapGet("/albums", ListAsync);
        app.MapGet("/albums/{id:guid}/songs", SongsAsync);
        app.MapPost("/albums/windows", WindowsAsync);
    }

    private static async Task<Results<Ok<Page<Album>>, Problem>> ListAsync(
        [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.WindowAsync<Album>(CatalogKeys.Albums, page, cancellationToken)).Failed(out var problem, out var albums)
            ? problem
            : TypedResults.Ok(albums);

    private static async Task<Results<Ok<Page<Song>>, Problem>> SongsAsync(
        Guid id, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync([id], cancellationToken) is not [Album])
            return Problem.NotFound("There is no such album.");
        return (await store.AlbumSongsAsync([(id, page)], cancellationToken)).Failed(out var problem, out var songs)
            ? problem
            : TypedResults.Ok(songs[0]);
    }

    private static async Task<Results<Ok<Page<Album>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CatalogStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var albums = await store.WindowsAsync<Album>(
            [.. windows.Select(window => (CatalogKeys.ArtistAlbums(window.ParentId), (PageRequest?)window.Page))], cancellationToken);
        return albums.Failed(out problem, out var pages) ? problem : TypedResults.Ok(pages);
    }
}
