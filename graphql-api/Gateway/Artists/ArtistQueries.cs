namespace MusicGraph.Gateway.Artists;

[QueryType]
internal static partial class ArtistQueries
{
    /// <summary>An artist by their id.</summary>
    [NodeResolver]
    public static Task<Artist?> GetArtistByIdAsync(Guid id, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(id, cancellationToken);

    /// <summary>The artists of the catalog, newest first.</summary>
    /// <param name="genre">The slug of a genre, to have only those who make such music.</param>
    [UsePaging(ConnectionName = "Artist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Artist>> GetArtistsAsync(
        string? genre, PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("artists", paging.ToPage(), BackendJson.Default.PageArtist, cancellationToken, ("genre", genre))).ToConnection();

    /// <summary>The most popular artists, then new ones.</summary>
    [UsePaging(ConnectionName = "Artist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Artist>> GetPopularArtistsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("artists/popular", paging.ToPage(), BackendJson.Default.PageArtist, cancellationToken)).ToConnection();
}
