namespace MusicGraph.Gateway.Songs;

/// <summary>A song for the catalog; artists, album and genre are given by name and made when they are new.</summary>
/// <param name="Title">What the song is called.</param>
/// <param name="Artists">Who made it, in the order of the credits; at least one.</param>
/// <param name="DurationMs">Its length in milliseconds.</param>
/// <param name="Credits">Who else had a part in it.</param>
/// <param name="Album">The title of the release it is on.</param>
/// <param name="AlbumArtist">The release's artist, where it is not the song's first.</param>
/// <param name="AlbumType">What kind of release that is, where it is new; an album when not given.</param>
/// <param name="Label">Who brought the release out, where it is new.</param>
/// <param name="Upc">The release's product code, 8 to 14 digits, where it is new.</param>
/// <param name="Genre">The name of its kind of music.</param>
/// <param name="TrackNumber">Its place on the disc, from one.</param>
/// <param name="DiscNumber">The disc of the album, from one.</param>
/// <param name="ReleaseDate">A year, a month or a day: 2024, 2024-05, 2024-05-31.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="IsExplicit">Whether its words are not for children.</param>
/// <param name="Isrc">International Standard Recording Code.</param>
/// <param name="AvailableMarkets">The only countries where it may be played; everywhere when not given.</param>
/// <param name="Metadata">What else is known of it.</param>
/// <param name="ContentHash">SHA-256 of the file it comes from, in hexadecimal; no two songs may have the same.</param>
public sealed record SongToAdd(
    string Title,
    IReadOnlyList<string> Artists,
    int DurationMs,
    IReadOnlyList<NewCredit>? Credits,
    string? Album,
    string? AlbumArtist,
    ReleaseType? AlbumType,
    string? Label,
    string? Upc,
    string? Genre,
    int? TrackNumber,
    int? DiscNumber,
    string? ReleaseDate,
    string? Country,
    bool? IsExplicit,
    string? Isrc,
    IReadOnlyList<string>? AvailableMarkets,
    IReadOnlyList<MetadataEntry>? Metadata,
    string? ContentHash)
{
    internal NewSong ToNewSong() => new(Title, Artists, Album, AlbumArtist, Genre, TrackNumber, DurationMs, ReleaseDate, Country, ContentHash)
    {
        Credits = Credits,
        AlbumType = AlbumType,
        Label = Label,
        Upc = Upc,
        DiscNumber = DiscNumber,
        IsExplicit = IsExplicit ?? false,
        Isrc = Isrc,
        AvailableMarkets = AvailableMarkets,
        Metadata = MetadataEntry.ToDictionary(Metadata),
    };
}
