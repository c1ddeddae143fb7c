namespace MusicGraph.Gateway.Artists;

internal static class ArtistDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Artist>> GetArtistByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Artist>().ToDictionary(artist => artist.Id);

    /// <summary>Artists that are like others.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Artist>>> GetRelatedArtistsAsync(
        IReadOnlyList<Guid> ids, CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetRelatedArtistsAsync(ids, cancellationToken)).ToDictionary(related => related.ArtistId, related => related.Artists);
}
