namespace MusicGraph.Gateway.Shows;

internal static class ShowDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Show>> GetShowByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Show>().ToDictionary(show => show.Id);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Episode>> GetEpisodeByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Episode>().ToDictionary(episode => episode.Id);

    /// <summary>Windows of the episodes of shows.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Episode>>> GetEpisodesByShowAsync(
        IReadOnlyList<ParentWindow> windows, CatalogClient catalog, CancellationToken cancellationToken) =>
        windows.Zip(await catalog.GetEpisodesAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
