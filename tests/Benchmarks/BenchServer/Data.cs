using System.Collections.Frozen;

namespace MusicGraph.BenchServer;

internal sealed record Artist([property: GraphQLType("ID!")] string Id, string Name, string Country);

internal sealed record Song([property: GraphQLType("ID!")] string Id, string Title, int DurationMs, string ArtistId);

internal sealed record Playlist([property: GraphQLType("ID!")] string Id, string Name, string Owner, IReadOnlyList<string> SongIds);

/// <summary>The data that every server of the comparison holds in memory.</summary>
internal static class Data
{
    public static FrozenDictionary<string, Artist> Artists { get; } = Enumerable.Range(0, 100)
        .Select(i => new Artist($"a{i}", $"Artist {i}", $"C{i % 20}"))
        .ToFrozenDictionary(artist => artist.Id);

    public static IReadOnlyList<Song> SongList { get; } =
        [.. Enumerable.Range(0, 1_000).Select(i => new Song($"s{i}", $"Song title {i}", 180_000 + i, $"a{i % 100}"))];

    public static FrozenDictionary<string, Song> Songs { get; } = SongList.ToFrozenDictionary(song => song.Id);

    public static FrozenDictionary<string, Playlist> Playlists { get; } = Enumerable.Range(0, 200)
        .Select(i => new Playlist($"p{i}", $"Playlist {i}", $"user{i}", [.. Enumerable.Range(0, 50).Select(k => $"s{((i * 7) + k) % 1_000}")]))
        .ToFrozenDictionary(playlist => playlist.Id);
}
