using MusicGraph.Catalog.Genres;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>Adds a song: first those of its artists, album and genre that are new, then itself, then it is listed.</summary>
internal sealed class SongAdding(
    Transactions transactions, Reservations reservations, NamedItems named, SongLists lists, Eagerly eagerly, Peer peer, TimeProvider time)
{
    /// <summary>Songs on one album, or a few more if they are added at once; it is read as a whole.</summary>
    public const int MostSongsOnAlbum = 1_000;

    // A song without its audio keeps others from adding the same content for so long.
    private static readonly TimeSpan TimeToUpload = TimeSpan.FromHours(1);

    /// <param name="song">Checked by <see cref="NewSongRules"/>.</param>
    public async Task<Outcome<Song>> AddAsync(NewSong song, Guid addedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (await ClaimAsync(song, id, cancellationToken) is { } duplicate)
            return duplicate;

        var (artists, album) = await named.FindOrAddAsync(song, addedBy, now, cancellationToken);
        if (album is not null && await lists.CountAsync(album.Id, cancellationToken) >= MostSongsOnAlbum)
        {
            if (song.ContentHash is { } hash)
                await reservations.ReleaseAsync(CatalogKeys.SongHash(hash), id, cancellationToken);
            return Problem.Conflict(Problems.LimitExceeded, $"An album holds at most {MostSongsOnAlbum} songs.");
        }

        var slug = song.Genre is null ? null : GenreSlug.Of(song.Genre);
        var added = new Song(
            id, song.Title, artists, album?.Id, slug, song.TrackNumber, song.DurationMs, song.ReleaseDate, song.Country, song.ContentHash,
            addedBy, now);
        var told = await named.DescribeAsync(added, cancellationToken);
        await transactions.RunAsync<Song>(
            CatalogKeys.Item(id),
            (session, _) =>
            {
                session.AssumeAbsent(CatalogKeys.Item(id));
                session.PutAndTell<CatalogItem, CatalogItemChanged>(CatalogKeys.Item(id), added, told);
                return Task.FromResult<Outcome<Song>>(added);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, lists.AddAsync);
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
