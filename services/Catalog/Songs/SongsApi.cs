using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Catalog.Genres;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Songs;

internal static class SongsApi
{
    public static void MapSongs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/songs", AddAsync).RequireAuthorization();
        app.MapGet("/songs", ListAsync);
        app.MapPost("/songs/windows", WindowsAsync);
        app.MapEvents(Topics.Songs, OnAddedAsync);
    }

    private static async Task<Results<Created<Song>, Problem>> AddAsync(
        NewSong song, CurrentUser user, SongAdding adding, CancellationToken cancellationToken)
    {
        if (NewSongRules.Check(song).Failed(out var problem, out var rightSong)
            || (await adding.AddAsync(rightSong, user.Id, cancellationToken)).Failed(out problem, out var added))
        {
            return problem;
        }

        return TypedResults.Created((string?)null, added);
    }

    private static async Task<Ok> OnAddedAsync(CatalogItemChanged changed, SongLists lists, CancellationToken cancellationToken)
    {
        await lists.AddAsync(changed, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Results<Ok<Page<Song>>, Problem>> ListAsync(
        string? genre, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken)
    {
        var list = genre is null ? CatalogKeys.Songs : CatalogKeys.GenreSongs(GenreSlug.Of(genre));
        return (await store.WindowAsync<Song>(list, page, cancellationToken)).Failed(out var problem, out var songs)
            ? problem
            : TypedResults.Ok(songs);
    }

    private static async Task<Results<Ok<Page<Song>[]>, Problem>> WindowsAsync(
        SongWindowsRequest request, CatalogStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;

        var pages = new Page<Song>[windows.Length];
        // Albums keep the order of their tracks and are read in a way of their own: at most one call of the store for each way.
        var ofAlbums = Enumerable.Range(0, windows.Length).Where(i => windows[i].Parent == SongParent.Album).ToArray();
        var ofOthers = Enumerable.Range(0, windows.Length).Except(ofAlbums).ToArray();
        var albums = await store.AlbumSongsAsync(
            [.. ofAlbums.Select(i => (IdOf(windows[i].Key), windows[i].Page))], cancellationToken);
        if (albums.Failed(out problem, out var albumPages))
            return problem;
        var others = await store.WindowsAsync<Song>(
            [.. ofOthers.Select(i => (ListOf(windows[i]), windows[i].Page))], cancellationToken);
        if (others.Failed(out problem, out var otherPages))
            return problem;

        foreach (var (i, page) in ofAlbums.Zip(albumPages).Concat(ofOthers.Zip(otherPages)))
            pages[i] = page;
        return TypedResults.Ok(pages);
    }

    private static ServiceDefaults.Paging.PagedLog<Guid> ListOf(SongWindow window) => window.Parent is SongParent.Artist
        ? CatalogKeys.ArtistSongs(IdOf(window.Key))
        : CatalogKeys.GenreSongs(window.Key ?? "");

    // What is no id is the id of nothing, whose list is empty.
    private static Guid IdOf(string? key) => Guid.TryParse(key, out var id) ? id : Guid.Empty;
}
