using System.Text.Json;

namespace MusicGraph.PlaylistBench;

/// <summary>Where the server listens, handed over in a file.</summary>
internal sealed record Addresses(Uri Users, Uri Catalog, Uri Playlists, Uri Gateway)
{
    public static async Task<Addresses> ReadAsync(string path) => JsonSerializer.Deserialize<Addresses>(await File.ReadAllTextAsync(path))!;

    public async Task WriteAsync(string path)
    {
        // Whoever waits for the file must not see half of it.
        await File.WriteAllTextAsync(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path);
    }
}
