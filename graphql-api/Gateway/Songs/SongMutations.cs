namespace MusicGraph.Gateway.Songs;

[MutationType]
internal static partial class SongMutations
{
    /// <summary>
    /// Adds a song to the catalog; its audio is then uploaded with PUT /audio/{id}. Artists, album and genre are given by name and made
    /// when they are new.
    /// </summary>
    /// <param name="title">What the song is called.</param>
    /// <param name="artists">Who made it, in the order of the credits; at least one.</param>
    /// <param name="album">The title of the release it is on.</param>
    /// <param name="albumArtist">The release's artist, where it is not the song's first.</param>
    /// <param name="genre">The name of its kind of music.</param>
    /// <param name="trackNumber">Its place on the album, from one.</param>
    /// <param name="durationMs">Its length in milliseconds.</param>
    /// <param name="releaseDate">A year, a month or a day: 2024, 2024-05, 2024-05-31.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="contentHash">SHA-256 of the file it comes from, in hexadecimal; no two songs may have the same.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<DuplicateSongException>]
    [Error<NotAuthorizedException>]
    public static Task<Song> AddSongAsync(
        string title,
        IReadOnlyList<string> artists,
        string? album,
        string? albumArtist,
        string? genre,
        int? trackNumber,
        int durationMs,
        string? releaseDate,
        string? country,
        string? contentHash,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.AddSongAsync(
            new NewSong(title, artists, album, albumArtist, genre, trackNumber, durationMs, releaseDate, country, contentHash),
            cancellationToken);
}
