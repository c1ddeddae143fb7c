namespace MusicGraph.Gateway.Songs;

internal static class SongDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Song>> GetSongByIdAsync(
        IReadOnlyList<Guid> ids, ICatalogItemByIdDataLoader itemById, CancellationToken cancellationToken) =>
        (await itemById.LoadAsync(ids, cancellationToken)).OfType<Song>().ToDictionary(song => song.Id);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<SongWindow, Page<Song>>> GetSongsByWindowAsync(
        IReadOnlyList<SongWindow> windows, CatalogClient catalog, CancellationToken cancellationToken) =>
        windows.Zip(await catalog.GetSongsAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, AudioFile>> GetAudioBySongIdAsync(
        IReadOnlyList<Guid> songIds, AudioClient audio, CancellationToken cancellationToken) =>
        (await audio.GetBySongIdsAsync(songIds, cancellationToken)).ToDictionary(file => file.SongId);
}
