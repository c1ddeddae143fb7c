using System.Globalization;

namespace MusicGraph.Gateway.Songs;

[QueryType]
internal static partial class SongQueries
{
    /// <summary>A song by its id.</summary>
    [NodeResolver]
    public static Task<Song?> GetSongByIdAsync(Guid id, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        songById.LoadAsync(id, cancellationToken);

    /// <summary>Songs by their ids, in their order; null for those that are not there.</summary>
    /// <param name="ids">At most 100.</param>
    public static Task<IReadOnlyList<Song?>> GetSongsByIdsAsync(
        [ID<Song>] IReadOnlyList<Guid> ids, ISongByIdDataLoader songById, CancellationToken cancellationToken) => ids.Count <= PageSize.Most
            ? songById.LoadAsync(ids, cancellationToken)
            : throw new InvalidInputException("ids", $"ids must be at most {PageSize.Most}.");

    /// <summary>The songs of the catalog, newest first. They are listed by one of genre, year and country; a search takes all of them.</summary>
    /// <param name="genre">The slug of a genre, such as synth-pop, to have only its songs.</param>
    /// <param name="year">The year of their release, to have only those.</param>
    /// <param name="country">Where they come from, ISO 3166-1 alpha-2, to have only those.</param>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        string? genre, int? year, string? country, PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("songs", paging.ToPage(), BackendJson.Default.PageSong, cancellationToken, ("genre", genre), ("year", year?.ToString(CultureInfo.InvariantCulture)), ("country", country))).ToConnection();

    /// <summary>The most popular songs, then new ones.</summary>
    /// <param name="genre">The slug of a genre, such as synth-pop, to have only its songs.</param>
    /// <param name="country">Where they come from, ISO 3166-1 alpha-2, to have only those.</param>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetPopularSongsAsync(
        string? genre, string? country, PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("songs/popular", paging.ToPage(), BackendJson.Default.PageSong, cancellationToken, ("genre", genre), ("country", country))).ToConnection();
}
