namespace MusicGraph.Gateway.Albums;

internal static class AlbumDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Album>> GetAlbumByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Album>().ToDictionary(album => album.Id);

    /// <summary>Windows of the albums of artists.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<AlbumWindow, Page<Album>>> GetAlbumsByArtistAsync(
        IReadOnlyList<AlbumWindow> windows, CatalogClient catalog, CancellationToken cancellationToken) =>
        windows.Zip(await catalog.GetAlbumsAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
