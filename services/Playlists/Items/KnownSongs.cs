using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Playlists.Items;

/// <summary>What the catalog has said of songs and episodes lately: whether they are there and how long they are.</summary>
internal sealed class KnownSongs(Peer peer, GoneSongs gone)
{
    private const int MostRemembered = 50_000;

    private readonly Lock _lock = new();

    // Two generations: when the younger is full the older is forgotten, so that what is asked for again and again stays.
    private Dictionary<Guid, KnownSong> _young = [];
    private Dictionary<Guid, KnownSong> _old = [];

    /// <summary>What is known of these, in their order, if all of them were asked for lately.</summary>
    public KnownSong[]? Recall(IReadOnlyList<Guid> ids)
    {
        var found = new KnownSong[ids.Count];
        lock (_lock)
        {
            for (var i = 0; i < found.Length; i++)
            {
                if (gone.Contains(ids[i]) || !(_young.TryGetValue(ids[i], out var known) || _old.TryGetValue(ids[i], out known)))
                    return null;
                Remember(ids[i], found[i] = known);
            }
        }

        return found;
    }

    /// <summary>What the catalog says of these, in their order, or which of them it does not know.</summary>
    /// <exception cref="HttpRequestException">The catalog cannot be reached or fails.</exception>
    public async Task<Outcome<KnownSong[]>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        Guid[] distinct = [.. ids.Distinct()];
        var items = await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", distinct, cancellationToken);
        var known = items.Select(KnownSong.Of).OfType<KnownSong>().ToDictionary(song => song.Id);
        if (distinct.Where(id => !known.ContainsKey(id) || gone.Contains(id)).Select(id => (Guid?)id).FirstOrDefault() is { } missing)
            return Problem.NotFound("songIds", missing, "There is no such song.");
        lock (_lock)
        {
            foreach (var (id, song) in known)
                Remember(id, song);
        }

        return ids.Select(id => known[id]).ToArray();
    }

    private void Remember(Guid id, KnownSong song)
    {
        if (_young.Count >= MostRemembered)
            (_old, _young) = (_young, []);
        _young[id] = song;
    }
}

/// <summary>A song or episode, as far as playlists care.</summary>
internal sealed record KnownSong(Guid Id, PlaylistItemKind Kind, int DurationMs)
{
    public static KnownSong? Of(CatalogItem item) => item switch
    {
        Song song => new(song.Id, PlaylistItemKind.Song, (int)Math.Clamp(song.DurationMs, 0, int.MaxValue)),
        Episode episode => new(episode.Id, PlaylistItemKind.Episode, (int)Math.Clamp(episode.DurationMs, 0, int.MaxValue)),
        _ => null,
    };
}
