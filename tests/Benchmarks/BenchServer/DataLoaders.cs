namespace MusicGraph.BenchServer;

/// <summary>Batches that yield once before they look their keys up, as those of the other servers do.</summary>
internal static class DataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<string, Artist>> GetArtistByIdAsync(IReadOnlyList<string> ids)
    {
        await Task.Yield();
        return ids.ToDictionary(id => id, id => Data.Artists[id]);
    }

    [DataLoader]
    public static async Task<IReadOnlyDictionary<string, Song>> GetSongByIdAsync(IReadOnlyList<string> ids)
    {
        await Task.Yield();
        return ids.ToDictionary(id => id, id => Data.Songs[id]);
    }
}
