using System.Collections.Concurrent;

namespace MusicGraph.AotServer;

/// <summary>What the resolvers read and change.</summary>
public sealed class Store
{
    public static readonly Guid Bjork = new("00000000-0000-0000-0000-0000000000a1");

    private readonly ConcurrentQueue<Song> _songs = new(Enumerable.Range(1, 25).Select(i =>
        new Song(new Guid(i, 0, 0, new byte[8]), $"Song {i}", Bjork, i % 2 == 0 ? Mood.Happy : Mood.VerySad, TimeSpan.FromSeconds(i), DateTimeOffset.UnixEpoch)));

    public IReadOnlyCollection<Song> Songs => _songs;

    public Artist Artist { get; } = new(Bjork, "Björk");

    public void Add(Song song) => _songs.Enqueue(song);
}
