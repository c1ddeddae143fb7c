using MusicGraph.Catalog.Genres;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>
/// Adds one song within a session: the song, those of its artists, album and genre that are new, and every list they stand
/// in. All of it is one transaction, so that no list names what is not there.
/// </summary>
internal sealed class SongAdding(StateSession session, NewSong song, Guid addedBy, DateTimeOffset now)
{
    /// <summary>Songs on one album; it is read as a whole.</summary>
    public const int MostSongsOnAlbum = 1_000;

    /// <summary>The song with everything that was made for it.</summary>
    public async Task<Outcome<AddedSong>> RunAsync(CancellationToken cancellationToken)
    {
        var slug = song.Genre is null ? null : GenreSlug.Of(song.Genre);
        await LoadNamesAsync(slug, cancellationToken);
        if (song.ContentHash is { } hash && session.Loaded<ItemReference>(CatalogKeys.SongHash(hash)) is { } other)
            return Problem.Conflict(Problems.DuplicateSong, "A song with this content is there.", other.Id);

        var newArtists = new List<Artist>();
        var artistIds = song.Artists.Select(name => ArtistOf(name, newArtists)).Distinct().ToArray();
        Album? newAlbum = null;
        Guid? albumId = null;
        if (song.Album is not null)
        {
            var albumArtist = song.AlbumArtist is { } name ? ArtistOf(name, newArtists) : artistIds[0];
            (albumId, newAlbum) = await AlbumOfAsync(song.Album, albumArtist, cancellationToken);
        }

        var added = new Song(
            Guid.CreateVersion7(now), song.Title, artistIds, albumId, slug, song.TrackNumber, song.DurationMs,
            song.ReleaseDate, song.Country, song.ContentHash, addedBy, now);
        await PutItemsAsync([added, .. newArtists, .. newAlbum is null ? Array.Empty<CatalogItem>() : [newAlbum]], cancellationToken);
        if (added.ContentHash is not null)
            session.Put(CatalogKeys.SongHash(added.ContentHash), new ItemReference(added.Id));
        return await AppendAsync(added, newArtists, newAlbum, cancellationToken) is { } problem
            ? problem
            : new AddedSong(added, newArtists, newAlbum);
    }

    /// <summary>Everything whose key is known from the start, in one call.</summary>
    private Task LoadNamesAsync(string? slug, CancellationToken cancellationToken)
    {
        var keys = song.Artists.Select(CatalogKeys.ArtistName).ToList();
        if (song.AlbumArtist is not null)
            keys.Add(CatalogKeys.ArtistName(song.AlbumArtist));
        if (song.ContentHash is not null)
            keys.Add(CatalogKeys.SongHash(song.ContentHash));
        if (slug is not null)
            keys.Add(CatalogKeys.Genre(slug));
        return session.LoadAsync(keys, cancellationToken);
    }

    private Guid ArtistOf(string name, List<Artist> made)
    {
        var key = CatalogKeys.ArtistName(name);
        if (session.Loaded<ItemReference>(key) is { } known)
            return known.Id;
        var artist = new Artist(Guid.CreateVersion7(now), name, Country: null, now);
        made.Add(artist);
        session.Put(key, new ItemReference(artist.Id));
        return artist.Id;
    }

    private async Task<(Guid Id, Album? Made)> AlbumOfAsync(string title, Guid artist, CancellationToken cancellationToken)
    {
        var key = CatalogKeys.AlbumName(title, artist);
        if (await session.GetAsync<ItemReference>(key, cancellationToken) is { } known)
            return (known.Id, null);
        var album = new Album(Guid.CreateVersion7(now), title, [artist], song.ReleaseDate, addedBy, now);
        session.Put(key, new ItemReference(album.Id));
        return (album.Id, album);
    }

    private async Task PutItemsAsync(IReadOnlyList<CatalogItem> items, CancellationToken cancellationToken)
    {
        await session.LoadAsync(items.Select(item => CatalogKeys.Item(item.Id)), cancellationToken);
        foreach (var item in items)
            session.Put(CatalogKeys.Item(item.Id), item);
    }

    private async Task<Problem?> AppendAsync(Song added, List<Artist> newArtists, Album? newAlbum, CancellationToken cancellationToken)
    {
        var appends = new List<(PagedLog<Guid> Log, Guid Id)> { (CatalogKeys.Songs, added.Id) };
        appends.AddRange(added.ArtistIds.Select(artist => (CatalogKeys.ArtistSongs(artist), added.Id)));
        appends.AddRange(newArtists.Select(artist => (CatalogKeys.Artists, artist.Id)));
        if (newAlbum is not null)
        {
            appends.Add((CatalogKeys.Albums, newAlbum.Id));
            appends.AddRange(newAlbum.ArtistIds.Select(artist => (CatalogKeys.ArtistAlbums(artist), newAlbum.Id)));
        }

        if (added.GenreSlug is { } slug)
            appends.Add((CatalogKeys.GenreSongs(slug), added.Id));
        var newGenre = added.GenreSlug is { } name && session.Loaded<GenreRecord>(CatalogKeys.Genre(name)) is null ? name : null;
        var tracks = added.AlbumId is { } album ? CatalogKeys.AlbumSongs(album) : null;

        await PagedLog.LoadForAppendAsync(
            session,
            [
                .. appends.Select(append => append.Log),
                .. newGenre is null ? Array.Empty<PagedLog>() : [CatalogKeys.Genres],
                .. tracks is null ? Array.Empty<PagedLog>() : [tracks],
            ],
            cancellationToken);
        foreach (var (log, id) in appends)
            await log.AppendAsync(session, id, cancellationToken);
        if (newGenre is not null)
        {
            session.Put(CatalogKeys.Genre(newGenre), new GenreRecord(newGenre, song.Genre!));
            await CatalogKeys.Genres.AppendAsync(session, newGenre, cancellationToken);
        }

        if (tracks is null)
            return null;
        if (tracks.LoadedCount(session) >= MostSongsOnAlbum)
            return Problem.Conflict(Problems.LimitExceeded, $"An album holds at most {MostSongsOnAlbum} songs.");
        await tracks.AppendAsync(session, new AlbumTrack(added.Id, added.TrackNumber), cancellationToken);
        return null;
    }
}

/// <summary>A song and what was made along with it.</summary>
internal sealed record AddedSong(Song Song, IReadOnlyList<Artist> NewArtists, Album? NewAlbum);
