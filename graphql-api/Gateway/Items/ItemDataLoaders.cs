namespace MusicGraph.Gateway.Items;

internal static class ItemDataLoaders
{
    /// <summary>Items of all kinds of one level come in one call: the loaders of each kind collect their keys here.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, CatalogItem>> GetCatalogItemByIdAsync(
        IReadOnlyList<Guid> ids, CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetItemsAsync(ids, cancellationToken)).ToDictionary(item => item.Id);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Cover>> GetCoverByItemIdAsync(
        IReadOnlyList<Guid> ids, AudioClient audio, CancellationToken cancellationToken) =>
        (await audio.GetCoversAsync(ids, cancellationToken)).ToDictionary(cover => cover.ItemId);
}
