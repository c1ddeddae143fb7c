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
        (await catalog.GetAlbumsAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
