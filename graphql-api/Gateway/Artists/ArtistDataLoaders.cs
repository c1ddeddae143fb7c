namespace MusicGraph.Gateway.Artists;

internal static class ArtistDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Artist>> GetArtistByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Artist>().ToDictionary(artist => artist.Id);
}
