using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.Generators.Tests.Sample;

/// <summary>What the sample's resolvers read; counts the fetches.</summary>
public sealed class Store
{
    public static readonly Guid Bjork = new("00000000-0000-0000-0000-0000000000a1");
    public static readonly Guid Army = new("00000000-0000-0000-0000-000000000051");

    private readonly Dictionary<Guid, Artist> _artists = new() { [Bjork] = new Artist(Bjork, "Björk") };

    public IReadOnlyList<Song> Songs { get; } =
        [.. Enumerable.Range(0, 5).Select(i => new Song(
            i == 0 ? Army : new Guid(i, 0, 0, new byte[8]),
            $"Song {i}",
            [Bjork],
            i % 2 == 0 ? Mood.VerySad : null,
            -7.5f,
            new DateTime(2024, 5, 31, 12, 0, 0, DateTimeKind.Utc),
            "hidden")
        { Tags = ["a", "b"] })];

    public ConcurrentBag<int> ArtistFetches { get; } = [];

    public Task<IReadOnlyDictionary<Guid, Artist>> GetArtistsAsync(IReadOnlyList<Guid> ids)
    {
        ArtistFetches.Add(ids.Count);
        return Task.FromResult<IReadOnlyDictionary<Guid, Artist>>(ids.Where(_artists.ContainsKey).ToDictionary(id => id, id => _artists[id]));
    }
}
