using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Catalog.Artists;

internal static class ArtistsApi
{
    public static void MapArtists(this IEndpointRouteBuilder app)
    {
        app.MapGet("/artists", ListAsync);
        app.MapGet("/artists/popular", PopularAsync);
        app.MapPost("/artists/related", RelatedAsync);
        app.MapGet("/artists/{id:guid}/songs", SongsAsync);
        app.MapGet("/artists/{id:guid}/albums", AlbumsAsync);
        app.MapPatch("/artists/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/artists/{id:guid}", DeleteAsync).RequireAuthorization();
    }

    private static async Task<Results<Ok<Page<Artist>>, Problem>> ListAsync(
        string? genre, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken)
    {
        var list = genre is null ? CatalogKeys.Artists : CatalogKeys.GenreArtists(GenreSlug.Of(genre));
        return (await store.WindowAsync<Artist>(list, page, market: null, cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<Page<Artist>>, Problem>> PopularAsync(
        [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        (await store.RankedAsync<Artist>([(Ranking.PopularArtists, CatalogKeys.Artists, page)], market: null, cancellationToken))
            .Failed(out var problem, out var artists)
            ? problem
            : TypedResults.Ok(artists[0]);

    private static async Task<Results<Ok<RelatedTo[]>, Problem>> RelatedAsync(
        BatchRequest request, RelatedArtists related, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids) ? problem : TypedResults.Ok(await related.FindAsync(ids, cancellationToken));

    private static Task<Results<Ok<Page<Song>>, Problem>> SongsAsync(
        Guid id, string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        OfAsync<Song>(id, CatalogKeys.ArtistSongs(id), market, page, store, cancellationToken);

    private static Task<Results<Ok<Page<Album>>, Problem>> AlbumsAsync(
        Guid id, string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken) =>
        OfAsync<Album>(id, CatalogKeys.ArtistAlbums(id), market, page, store, cancellationToken);

    private static async Task<Results<Ok<Artist>, Problem>> EditAsync(
        Guid id, ArtistEdit edit, CurrentUser user, ArtistEditing editing, CancellationToken cancellationToken) =>
        (await editing.EditAsync(id, edit, user, cancellationToken)).ToOk();

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, ArtistEditing editing, CancellationToken cancellationToken) =>
        (await editing.DeleteAsync(id, user, cancellationToken)).Failed(out var problem, out _) ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Page<T>>, Problem>> OfAsync<T>(
        Guid artist, PagedLog<Guid> list, string? market, PageRequest page, CatalogStore store, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        if (await store.FindAsync([artist], cancellationToken) is not [Artist])
            return Problem.NotFound("There is no such artist.");
        return (await store.WindowAsync<T>(list, page, market, cancellationToken)).ToOk();
    }
}
