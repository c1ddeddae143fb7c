using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>Adds songs: first those of its artists, album and genre that are new, then itself; the lists follow.</summary>
internal sealed class SongAdding(
    Transactions transactions, Reservations reservations, SongParts parts, ItemChanges changes, Peer peer, TimeProvider time)
{
    // A song without its audio keeps others from adding the same content for so long.
    private static readonly TimeSpan TimeToUpload = TimeSpan.FromHours(1);

    // Those of a batch that are under way together: enough to share transactions, too few to keep others waiting.
    private const int AtOnce = 16;

    /// <param name="song">Checked by <see cref="NewSongRules"/>.</param>
    public async Task<Outcome<Song>> AddAsync(NewSong song, Guid addedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (await ClaimAsync(song, id, cancellationToken) is { } duplicate)
            return duplicate;

        var session = transactions.Read();
        if ((await parts.FindOrAddAsync(session, song, addedBy, now, cancellationToken)).Failed(out var problem, out var found))
        {
            if (song.ContentHash is { } hash)
                await reservations.ReleaseAsync(CatalogKeys.SongHash(hash), id, cancellationToken);
            return problem;
        }

        var added = new Song(
            id, song.Title, found.ArtistIds, found.Album?.Id, found.Genre?.Slug, song.TrackNumber, song.DurationMs, song.ReleaseDate,
            song.Country, song.ContentHash, addedBy, now)
        {
            Credits = found.Credits,
            DiscNumber = song.DiscNumber,
            IsExplicit = song.IsExplicit,
            Isrc = song.Isrc,
            AvailableMarkets = song.AvailableMarkets,
            Metadata = song.Metadata,
        };
        return await changes.AddAsync(added, isNew: true, cancellationToken);
    }

    /// <summary>Adds many, each by itself: one that is refused does not hold up the others.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<AddedSong[]> AddAsync(IReadOnlyList<NewSong> songs, Guid addedBy, CancellationToken cancellationToken)
    {
        var added = new AddedSong[songs.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, songs.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                added[i] = NewSongRules.Check(songs[i]).Failed(out var problem, out var song)
                    || (await AddAsync(song, addedBy, token)).Failed(out problem, out var one)
                        ? new AddedSong(null, problem.Code, problem.Detail, problem.Id)
                        : new AddedSong(one);
            });
        return added;
    }

    private async Task<Problem?> ClaimAsync(NewSong song, Guid id, CancellationToken cancellationToken)
    {
        if (song.ContentHash is not { } hash)
            return null;
        var holder = await reservations.ClaimAsync(CatalogKeys.SongHash(hash), id, TimeToUpload, HasAudioAsync, cancellationToken);
        return holder == id ? null : Problem.Conflict(Problems.DuplicateSong, "A song with this content is there.", holder);

        // Who says that a song has this content has it for good when it was uploaded.
        async Task<bool> HasAudioAsync(Guid other, CancellationToken token) =>
            (await peer.BatchAsync<AudioFile>(Peer.Audio, "audio/batch", [other], token)).Any(file => file.ETag == hash);
    }
}
