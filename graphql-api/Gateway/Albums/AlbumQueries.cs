namespace MusicGraph.Gateway.Albums;

[QueryType]
internal static partial class AlbumQueries
{
    /// <summary>An album by its id.</summary>
    [NodeResolver]
    public static Task<Album?> GetAlbumByIdAsync(Guid id, IAlbumByIdDataLoader albumById, CancellationToken cancellationToken) =>
        albumById.LoadAsync(id, cancellationToken);

    /// <summary>The albums of the catalog, newest first.</summary>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Album>> GetAlbumsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("albums", paging.ToPage(), BackendJson.Default.PageAlbum, cancellationToken)).ToConnection();

    /// <summary>Albums by the date of their release, the latest first; at most 500.</summary>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Album>> GetNewReleasesAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("albums/new-releases", paging.ToPage(), BackendJson.Default.PageAlbum, cancellationToken)).ToConnection();

    /// <summary>The most popular albums, then new ones.</summary>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Album>> GetPopularAlbumsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("albums/popular", paging.ToPage(), BackendJson.Default.PageAlbum, cancellationToken)).ToConnection();
}
