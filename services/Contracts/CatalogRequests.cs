namespace MusicGraph.Contracts;

/// <summary>
/// Body of <c>POST /songs</c>. Artists, album and genre are given by name and made when they are new: an artist is known by
/// its name, an album by its title and first artist, both without regard to case, accents and white space.
/// </summary>
/// <param name="Artists">Who it is by, in the order of the credits; at least one.</param>
/// <param name="AlbumArtist">The album's artist, where it is not the song's first.</param>
public sealed record NewSong(
    string Title,
    IReadOnlyList<string> Artists,
    string? Album = null,
    string? AlbumArtist = null,
    string? Genre = null,
    int? TrackNumber = null,
    long DurationMs = 0,
    string? ReleaseDate = null,
    string? Country = null,
    string? ContentHash = null)
{
    /// <summary>Who else had a part in it, and what part.</summary>
    public IReadOnlyList<NewCredit>? Credits { get; init; }

    /// <summary>The disc of the album it is on, from one.</summary>
    public int? DiscNumber { get; init; }

    public bool IsExplicit { get; init; }

    /// <summary>Twelve letters and digits (ISO 3901); hyphens are left out.</summary>
    public string? Isrc { get; init; }

    /// <summary>What kind of release the album is, where it is new.</summary>
    public ReleaseType? AlbumType { get; init; }

    /// <summary>Who brought the album out, where it is new.</summary>
    public string? Label { get; init; }

    /// <summary>The album's product code, 8 to 14 digits, where it is new.</summary>
    public string? Upc { get; init; }

    /// <summary>The only countries where it can be played; null for everywhere.</summary>
    public IReadOnlyList<string>? AvailableMarkets { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>An artist's part in a song, by the artist's name.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Role">What they did.</param>
public sealed record NewCredit(string Name, CreditRole Role);

/// <summary>Body of <c>POST /songs/bulk</c>: at most 500.</summary>
public sealed record NewSongs(IReadOnlyList<NewSong> Songs);

/// <summary>What became of one of many songs: it was added, or why not.</summary>
/// <param name="Song">The song, if it was added.</param>
/// <param name="Code">Of <see cref="Problems"/>.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="Id">The song that is in the way, if one is.</param>
public sealed record AddedSong(Song? Song, string? Code = null, string? Detail = null, Guid? Id = null);

/// <summary>
/// What is changed of any item; what is null stays. An item that was limited to some countries is freed of that by
/// <see cref="IsAvailableEverywhere"/>.
/// </summary>
public abstract record CatalogEdit
{
    public IReadOnlyList<string>? AvailableMarkets { get; init; }

    public bool IsAvailableEverywhere { get; init; }

    /// <summary>Values by name, in addition to those that are there; an empty value removes its name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>Body of <c>PATCH /songs/{id}</c>; what is null stays, what is empty is removed.</summary>
/// <param name="Artists">Who it is by from now on, by name.</param>
/// <param name="Album">The title of the album it is on from now on.</param>
public sealed record SongEdit(
    string? Title = null,
    IReadOnlyList<string>? Artists = null,
    IReadOnlyList<NewCredit>? Credits = null,
    string? Album = null,
    string? AlbumArtist = null,
    string? Genre = null,
    int? TrackNumber = null,
    int? DiscNumber = null,
    long? DurationMs = null,
    string? ReleaseDate = null,
    string? Country = null,
    bool? IsExplicit = null,
    string? Isrc = null) : CatalogEdit;

/// <summary>Body of <c>PATCH /albums/{id}</c>; what is null stays, what is empty is removed.</summary>
public sealed record AlbumEdit(
    string? Title = null, string? ReleaseDate = null, ReleaseType? Type = null, string? Label = null, string? Upc = null) : CatalogEdit;

/// <summary>Body of <c>PATCH /artists/{id}</c>; what is null stays, what is empty is removed.</summary>
public sealed record ArtistEdit(string? Name = null, string? Country = null, string? Bio = null) : CatalogEdit;

/// <summary>Body of <c>PATCH /shows/{id}</c>; what is null stays. The next import of the feed says what it says.</summary>
public sealed record ShowEdit(string? Title = null, string? Publisher = null, string? Description = null, bool? IsExplicit = null) : CatalogEdit;

/// <summary>Body of <c>PATCH /episodes/{id}</c>; what is null stays. The next import of the feed says what it says.</summary>
public sealed record EpisodeEdit(string? Title = null, string? Description = null, bool? IsExplicit = null) : CatalogEdit;

/// <summary>What the import of a podcast's feed did.</summary>
/// <param name="Show">As it is now.</param>
/// <param name="IsNew">Whether it was not in the catalog before.</param>
/// <param name="Added">Episodes that are new.</param>
/// <param name="Updated">Episodes that the feed says something else of than before.</param>
/// <param name="Skipped">Entries of the feed that are no episodes: without a title, or without anything to know them by.</param>
public sealed record FeedImported(Show Show, bool IsNew, int Added, int Updated, int Skipped);

/// <summary>The artists that are like another, those that fit best first, at most 20.</summary>
public sealed record RelatedTo(Guid ArtistId, IReadOnlyList<Artist> Artists);

/// <summary>What a search found, best first.</summary>
/// <param name="Hits">Songs, albums and artists by rank.</param>
public sealed record SearchHits(IReadOnlyList<CatalogItem> Hits);

/// <summary>What songs are listed under.</summary>
public enum SongParent
{
    Album,
    Artist,
    Genre,

    /// <summary>An artist's songs, the most popular first, at most 50.</summary>
    ArtistTop,
}

/// <summary>Body of <c>POST /songs/windows</c>: a window of the songs of each of several albums, artists or genres.</summary>
public sealed record SongWindowsRequest(IReadOnlyList<SongWindow> Windows);

/// <summary>A window of one parent's songs.</summary>
/// <param name="Key">The album's or artist's id, or the genre's slug.</param>
public sealed record SongWindow(SongParent Parent, string Key, PageRequest Page);

/// <summary>Body of <c>POST /albums/windows</c>: a window of the albums of each of several artists.</summary>
public sealed record AlbumWindowsRequest(IReadOnlyList<AlbumWindow> Windows);

/// <summary>A window of one artist's albums.</summary>
/// <param name="Type">Only those of this type; null for all.</param>
public sealed record AlbumWindow(Guid ArtistId, ReleaseType? Type, PageRequest Page);
