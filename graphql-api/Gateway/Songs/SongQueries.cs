namespace MusicGraph.Gateway.Songs;

[QueryType]
internal static partial class SongQueries
{
    /// <summary>A song by its id.</summary>
    [NodeResolver]
    public static Task<Song?> GetSongByIdAsync(Guid id, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        songById.LoadAsync(id, cancellationToken);

    /// <summary>The songs of the catalog, newest first.</summary>
    /// <param name="genre">The slug of a genre, such as synth-pop, to have only its songs.</param>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        string? genre, PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetSongsAsync(genre, paging.ToPage(), cancellationToken)).ToConnection();
}
