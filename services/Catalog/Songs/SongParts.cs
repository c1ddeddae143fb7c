using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>Finds what a song names, and makes what of it is new.</summary>
internal sealed class SongParts(NamedItems named, ItemChanges changes)
{
    /// <summary>Songs on one album, or a few more if they are added at once; it is read as a whole.</summary>
    public const int MostSongsOnAlbum = 1_000;

    private const int MostGenres = 10;

    /// <param name="song">Checked by <see cref="NewSongRules"/>.</param>
    /// <param name="session">Remembers what was read.</param>
    public async Task<Outcome<FoundParts>> FindOrAddAsync(
        StateSession session, NewSong song, Guid addedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var others = song.Credits ?? [];
        string[] names = [.. song.Artists, .. others.Select(credit => credit.Name), .. song.AlbumArtist is { } name ? [name] : Array.Empty<string>()];
        var genre = song.Genre is null ? null : await named.GenreAsync(session, song.Genre, cancellationToken);
        var artists = await named.ArtistsAsync(session, names, genre?.Slug, addedBy, now, cancellationToken);
        var main = artists.Take(song.Artists.Count).Select(artist => artist.Id).Distinct().ToArray();
        Credit[] credits = [
            .. main.Select(id => new Credit(id, CreditRole.Main)),
            .. others.Zip(artists.Skip(song.Artists.Count), (credit, artist) => new Credit(artist.Id, credit.Role)).Distinct()
                .Where(credit => credit.Role != CreditRole.Main || !main.Contains(credit.ArtistId))];
        Guid[] performers = [.. credits.Where(credit => credit.Role is CreditRole.Main or CreditRole.Featured).Select(credit => credit.ArtistId).Distinct()];

        Album? album = null;
        if (song.Album is { } title)
        {
            var albumArtist = song.AlbumArtist is null ? main[0] : artists[^1].Id;
            album = await named.AlbumAsync(
                session,
                title,
                albumArtist,
                () => new Album(Guid.CreateVersion7(now), title, [albumArtist], song.ReleaseDate, addedBy, now)
                {
                    Type = song.AlbumType ?? ReleaseType.Album,
                    Label = song.Label,
                    Upc = song.Upc,
                    GenreSlug = genre?.Slug,
                },
                now,
                cancellationToken);
            var tracks = CatalogKeys.AlbumSongs(album.Id);
            await session.LoadAsync([tracks.Aggregate], cancellationToken);
            if (tracks.LoadedCount(session) >= MostSongsOnAlbum)
                return Problem.Conflict(Problems.LimitExceeded, $"An album holds at most {MostSongsOnAlbum} songs.");
        }

        if (genre is not null)
            await AddGenreAsync(artists.Where(artist => performers.Contains(artist.Id)), genre.Slug, cancellationToken);
        // Who wrote a song says no more than the list of its artists where all have it as theirs.
        return new FoundParts(performers, others.Count == 0 ? null : credits, album, genre);
    }

    /// <summary>An artist's kinds of music are those of the songs that came first.</summary>
    private async Task AddGenreAsync(IEnumerable<Artist> artists, string slug, CancellationToken cancellationToken)
    {
        foreach (var artist in artists.Where(Lacks).DistinctBy(artist => artist.Id))
        {
            await changes.ChangeAsync<Artist>(
                artist.Id,
                (_, now, _) => Task.FromResult<Outcome<Artist>>(Lacks(now) ? now with { GenreSlugs = [.. now.GenreSlugs, slug] } : now),
                cancellationToken);
        }

        bool Lacks(Artist artist) => artist.GenreSlugs.Count < MostGenres && !artist.GenreSlugs.Contains(slug);
    }
}

/// <summary>What a song names.</summary>
/// <param name="ArtistIds">Main and featured artists.</param>
/// <param name="Credits">Null where there are no others than main artists.</param>
internal sealed record FoundParts(Guid[] ArtistIds, Credit[]? Credits, Album? Album, GenreRecord? Genre);
