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
    /// <param name="credits">Who else had a part in it.</param>
    /// <param name="album">The title of the release it is on.</param>
    /// <param name="albumArtist">The release's artist, where it is not the song's first.</param>
    /// <param name="albumType">What kind of release that is, where it is new; an album when not given.</param>
    /// <param name="label">Who brought the release out, where it is new.</param>
    /// <param name="upc">The release's product code, 8 to 14 digits, where it is new.</param>
    /// <param name="genre">The name of its kind of music.</param>
    /// <param name="trackNumber">Its place on the disc, from one.</param>
    /// <param name="discNumber">The disc of the album, from one.</param>
    /// <param name="durationMs">Its length in milliseconds.</param>
    /// <param name="releaseDate">A year, a month or a day: 2024, 2024-05, 2024-05-31.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="isExplicit">Whether its words are not for children.</param>
    /// <param name="isrc">International Standard Recording Code.</param>
    /// <param name="availableMarkets">The only countries where it may be played; everywhere when not given.</param>
    /// <param name="metadata">What else is known of it.</param>
    /// <param name="contentHash">SHA-256 of the file it comes from, in hexadecimal; no two songs may have the same.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<DuplicateSongException>]
    [Error<LimitExceededException>]
    [Error<NotAuthorizedException>]
    public static Task<Song> AddSongAsync(
        string title,
        IReadOnlyList<string> artists,
        IReadOnlyList<NewCredit>? credits,
        string? album,
        string? albumArtist,
        ReleaseType? albumType,
        string? label,
        string? upc,
        string? genre,
        int? trackNumber,
        int? discNumber,
        int durationMs,
        string? releaseDate,
        string? country,
        bool? isExplicit,
        string? isrc,
        IReadOnlyList<string>? availableMarkets,
        IReadOnlyList<MetadataEntry>? metadata,
        string? contentHash,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.AddSongAsync(
            new SongToAdd(
                title, artists, durationMs, credits, album, albumArtist, albumType, label, upc, genre, trackNumber, discNumber, releaseDate, country,
                isExplicit, isrc, availableMarkets, metadata, contentHash).ToNewSong(),
            cancellationToken);

    /// <summary>Adds many songs, each by itself: one that is refused does not hold up the others.</summary>
    /// <param name="songs">Up to 500.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "addedSongs")]
    public static Task<IReadOnlyList<AddedSong>> AddSongsAsync(
        IReadOnlyList<SongToAdd> songs, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        catalog.AddSongsAsync([.. songs.Select(song => song.ToNewSong())], cancellationToken);

    /// <summary>Changes a song; what is not given stays, an empty text removes what may be missing.</summary>
    /// <param name="songId">Which one; it is yours, you are its artist, or you are an admin.</param>
    /// <param name="title">What it is called from now on.</param>
    /// <param name="artists">Who made it, in the order of the credits.</param>
    /// <param name="credits">Who else had a part in it.</param>
    /// <param name="album">The title of the release it is on; an empty text takes it off.</param>
    /// <param name="albumArtist">The release's artist, where it is not the song's first.</param>
    /// <param name="genre">The name of its kind of music.</param>
    /// <param name="trackNumber">Its place on the disc, from one.</param>
    /// <param name="discNumber">The disc of the album, from one.</param>
    /// <param name="durationMs">Its length in milliseconds.</param>
    /// <param name="releaseDate">A year, a month or a day: 2024, 2024-05, 2024-05-31.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="isExplicit">Whether its words are not for children.</param>
    /// <param name="isrc">International Standard Recording Code.</param>
    /// <param name="availableMarkets">The only countries where it may be played.</param>
    /// <param name="isAvailableEverywhere">True frees it of being limited to some countries.</param>
    /// <param name="metadata">What else is known of it, in addition to what was; an empty value removes an entry.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    public static Task<Song> EditSongAsync(
        [ID<Song>] Guid songId,
        string? title,
        IReadOnlyList<string>? artists,
        IReadOnlyList<NewCredit>? credits,
        string? album,
        string? albumArtist,
        string? genre,
        int? trackNumber,
        int? discNumber,
        int? durationMs,
        string? releaseDate,
        string? country,
        bool? isExplicit,
        string? isrc,
        IReadOnlyList<string>? availableMarkets,
        bool? isAvailableEverywhere,
        IReadOnlyList<MetadataEntry>? metadata,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.EditAsync(
            $"songs/{songId}",
            new SongEdit(
                title, artists, credits, album, albumArtist, genre, trackNumber, discNumber, durationMs, releaseDate, country, isExplicit, isrc)
            {
                AvailableMarkets = availableMarkets,
                IsAvailableEverywhere = isAvailableEverywhere ?? false,
                Metadata = MetadataEntry.ToDictionary(metadata),
            },
            BackendJson.Default.SongEdit,
            BackendJson.Default.Song,
            cancellationToken);

    /// <summary>Deletes a song with its audio; it goes from all playlists.</summary>
    /// <param name="songId">Which one; it is yours, you are its artist, or you are an admin.</param>
    [Authorize]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "deletedSongId")]
    [ID<Song>]
    public static async Task<Guid> DeleteSongAsync(
        [ID<Song>] Guid songId, [Service] CatalogClient catalog, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync($"songs/{songId}", cancellationToken);
        return songId;
    }
}
