namespace MusicGraph.Gateway.Artists;

[QueryType]
internal static partial class ArtistQueries
{
    /// <summary>An artist by their id.</summary>
    [NodeResolver]
    public static Task<Artist?> GetArtistByIdAsync(Guid id, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(id, cancellationToken);

    /// <summary>The artists of the catalog, newest first.</summary>
    [UsePaging(ConnectionName = "Artist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Artist>> GetArtistsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetArtistsAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
