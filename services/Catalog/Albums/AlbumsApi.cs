using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Albums;

internal static class AlbumsApi
{
    public static void MapAlbums(this IEndpointRouteBuilder app)
    {
        app.MapGet("/albums", ListAsync);
        app.MapGet("/albums/new-releases", NewReleasesAsync);
        app.MapGet("/albums/popular", PopularAsync);
        app.MapGet("/albums/{id:guid}/songs", SongsAsync);
        app.MapPost("/albums/windows", WindowsAsync);
        app.MapPatch("/albums/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/albums/{id:guid}", DeleteAsync).RequireAuthorization();
    }

    private static async Task<Results<Ok<Page<Album>>, Problem>> ListAsync(
        string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.WindowAsync<Album>(CatalogKeys.Albums, page, market, cancellationToken)).ToOk();

    private static Task<Results<Ok<Page<Album>>, Problem>> NewReleasesAsync(
        string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        RankedAsync(Ranking.NewReleases, market, page, store, cancellationToken);

    private static Task<Results<Ok<Page<Album>>, Problem>> PopularAsync(
        string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        RankedAsync(Ranking.PopularAlbums, market, page, store, cancellationToken);

    private static async Task<Results<Ok<Page<Album>>, Problem>> RankedAsync(
        Ranking ranking, string? market, PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.RankedAsync<Album>([(ranking, ranking == Ranking.NewReleases ? null : CatalogKeys.Albums, page)], market, cancellationToken))
            .Failed(out var problem, out var albums)
            ? problem
            : TypedResults.Ok(albums[0]);

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
        AlbumWindowsRequest request, string? market, CatalogStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var albums = await store.WindowsAsync<Album>(
            [.. windows.Select(window => (CatalogKeys.ArtistAlbums(window.ArtistId, window.Type), (PageRequest?)window.Page))],
            market,
            cancellationToken);
        return albums.ToOk();
    }

    private static async Task<Results<Ok<Album>, Problem>> EditAsync(
        Guid id, AlbumEdit edit, CurrentUser user, AlbumEditing editing, CancellationToken cancellationToken) =>
        (await editing.EditAsync(id, edit, user, cancellationToken)).ToOk();

    /// <summary>Its songs stay, without an album.</summary>
    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        (await changes.DeleteAsync<Album>(id, user, cancellationToken)).Failed(out var problem, out _) ? problem : TypedResults.NoContent();
}
