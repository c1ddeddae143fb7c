using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Catalog.Songs;

internal static class SongsApi
{
    /// <summary>Songs in one call.</summary>
    private const int MostAtOnce = 500;

    public static void MapSongs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/songs", AddAsync).RequireAuthorization();
        app.MapPost("/songs/bulk", AddManyAsync).RequireAuthorization();
        app.MapPatch("/songs/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/songs/{id:guid}", DeleteAsync).RequireAuthorization();
        app.MapGet("/songs", ListAsync);
        app.MapGet("/songs/popular", PopularAsync);
        app.MapPost("/songs/windows", WindowsAsync);
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

    private static async Task<Results<Ok<AddedSong[]>, Problem>> AddManyAsync(
        NewSongs songs, CurrentUser user, SongAdding adding, CancellationToken cancellationToken) =>
        songs.Songs is { Count: <= MostAtOnce } many && many.All(song => song is not null)
            ? TypedResults.Ok(await adding.AddAsync(many, user.Id, cancellationToken))
            : Problem.Invalid("songs", $"songs must be a list of at most {MostAtOnce}.");

    private static async Task<Results<Ok<Song>, Problem>> EditAsync(
        Guid id, SongEdit edit, CurrentUser user, SongEditing editing, CancellationToken cancellationToken) =>
        (await editing.EditAsync(id, edit, user, cancellationToken)).ToOk();

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        (await changes.DeleteAsync<Song>(id, user, cancellationToken)).Failed(out var problem, out _) ? problem : TypedResults.NoContent();

    /// <summary>All songs, or those of one genre, year or country, newest first.</summary>
    private static async Task<Results<Ok<Page<Song>>, Problem>> ListAsync(
        string? genre, int? year, string? country, string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken)
    {
        if (ListOf(genre, year, country).Failed(out var problem, out var list)
            || (await store.WindowAsync<Song>(list, page, market, cancellationToken)).Failed(out problem, out var songs))
        {
            return problem;
        }

        return TypedResults.Ok(songs);
    }

    private static Outcome<PagedLog<Guid>> ListOf(string? genre, int? year, string? country) => (genre, year, country) switch
    {
        (null, null, null) => CatalogKeys.Songs,
        ({ } name, null, null) => CatalogKeys.GenreSongs(GenreSlug.Of(name)),
        (null, { } number, null) => CatalogKeys.YearSongs($"{number:0000}"),
        (null, null, { } code) => ItemRules.CheckCountry(code).Failed(out var problem, out var clean) ? problem : CatalogKeys.CountrySongs(clean),
        _ => Problem.Invalid("genre", "Songs are listed by genre, by year or by country; a search takes all of them."),
    };

    /// <summary>The most popular songs of all, of a genre or of a country, then new ones.</summary>
    private static async Task<Results<Ok<Page<Song>>, Problem>> PopularAsync(
        string? genre, string? country, string? market, [AsParameters] PageRequest page, CatalogStore store, CancellationToken cancellationToken)
    {
        if (ListOf(genre, null, country).Failed(out var problem, out var list))
            return problem;
        var ranking = genre is not null ? Ranking.OfGenre(GenreSlug.Of(genre))
            : country is not null ? Ranking.OfCountry(country.ToUpperInvariant())
            : Ranking.PopularSongs;
        return (await store.RankedAsync<Song>([(ranking, list, page)], market, cancellationToken)).Failed(out problem, out var songs)
            ? problem
            : TypedResults.Ok(songs[0]);
    }

    private static async Task<Results<Ok<Page<Song>[]>, Problem>> WindowsAsync(
        SongWindowsRequest request, string? market, CatalogStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;

        // Albums keep the order of their tracks and rankings theirs; each is read in a way of its own: at most one call of the store for each way.
        var pages = new Page<Song>[windows.Length];
        int[] Of(Func<SongParent, bool> isOne) => [.. Enumerable.Range(0, windows.Length).Where(i => isOne(windows[i].Parent))];
        var ofAlbums = Of(parent => parent is SongParent.Album);
        var ofTops = Of(parent => parent is SongParent.ArtistTop);
        var ofOthers = Of(parent => parent is SongParent.Artist or SongParent.Genre);
        if ((await store.AlbumSongsAsync([.. ofAlbums.Select(i => (IdOf(windows[i].Key), (PageRequest?)windows[i].Page))], cancellationToken)).Failed(out problem, out var albums)
            || (await store.RankedAsync<Song>(
                [.. ofTops.Select(i => (Ranking.OfArtist(IdOf(windows[i].Key)), CatalogKeys.ArtistSongs(IdOf(windows[i].Key)), windows[i].Page))],
                market,
                cancellationToken)).Failed(out problem, out var tops)
            || (await store.WindowsAsync<Song>([.. ofOthers.Select(i => (ListOf(windows[i]), (PageRequest?)windows[i].Page))], market, cancellationToken))
                .Failed(out problem, out var others))
        {
            return problem;
        }

        foreach (var (i, page) in ofAlbums.Zip(albums).Concat(ofTops.Zip(tops)).Concat(ofOthers.Zip(others)))
            pages[i] = page;
        return TypedResults.Ok(pages);
    }

    private static PagedLog<Guid> ListOf(SongWindow window) => window.Parent is SongParent.Artist
        ? CatalogKeys.ArtistSongs(IdOf(window.Key))
        : CatalogKeys.GenreSongs(window.Key ?? "");

    // What is no id is the id of nothing, whose list is empty.
    private static Guid IdOf(string? key) => Guid.TryParse(key, out var id) ? id : Guid.Empty;
}
