using System.Text.Json.Serialization;

namespace MusicGraph.Contracts;

/// <summary>Something the catalog holds under an id of its own.</summary>
/// <param name="Id">Its id; it never changes.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Song), "song")]
[JsonDerivedType(typeof(Album), "album")]
[JsonDerivedType(typeof(Artist), "artist")]
public abstract record CatalogItem(Guid Id);

/// <summary>A recording.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="ArtistIds">In the order of the credits; never empty.</param>
/// <param name="GenreSlug">The genre's key, such as <c>synth-pop</c>.</param>
/// <param name="TrackNumber">Its place on the album, from one.</param>
/// <param name="DurationMs">Its length in milliseconds.</param>
/// <param name="ReleaseDate">A year, a month or a day: <c>2024</c>, <c>2024-05</c>, <c>2024-05-31</c>.</param>
/// <param name="Country">Where it comes from: ISO 3166-1 alpha-2, upper case.</param>
/// <param name="ContentHash">SHA-256 of the file it was imported from, lower-case hexadecimal; unique where present.</param>
/// <param name="AddedBy">The user who added it and may change it.</param>
/// <param name="AddedAt">When it was added to the catalog.</param>
public sealed record Song(
    Guid Id,
    string Title,
    IReadOnlyList<Guid> ArtistIds,
    Guid? AlbumId,
    string? GenreSlug,
    int? TrackNumber,
    long DurationMs,
    string? ReleaseDate,
    string? Country,
    string? ContentHash,
    Guid AddedBy,
    DateTimeOffset AddedAt) : CatalogItem(Id);

/// <summary>A release that groups songs.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="ReleaseDate">A year, a month or a day: <c>2024</c>, <c>2024-05</c>, <c>2024-05-31</c>.</param>
/// <param name="AddedAt">When it came into the catalog.</param>
public sealed record Album(Guid Id, string Title, IReadOnlyList<Guid> ArtistIds, string? ReleaseDate, Guid AddedBy, DateTimeOffset AddedAt)
    : CatalogItem(Id);

/// <summary>A person or group that makes music.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Country">Where they come from: ISO 3166-1 alpha-2, upper case.</param>
/// <param name="AddedAt">When they came into the catalog.</param>
public sealed record Artist(Guid Id, string Name, string? Country, DateTimeOffset AddedAt) : CatalogItem(Id);

/// <summary>A kind of music.</summary>
/// <param name="Slug">Its key: the name in lower case, words joined by hyphens.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SongCount">How many songs are of this kind.</param>
public sealed record Genre(string Slug, string Name, int SongCount);

/// <summary>
/// Body of <c>POST /songs</c>. Artists, album and genre are given by name and made when they are new: an artist is known by
/// its name, an album by its title and first artist, both without regard to case, accents and white space.
/// </summary>
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
    string? ContentHash = null);

/// <summary>What a search found, best first.</summary>
/// <param name="Hits">Songs, albums and artists by rank.</param>
public sealed record SearchHits(IReadOnlyList<CatalogItem> Hits);

/// <summary>What songs are listed under.</summary>
public enum SongParent
{
    Album,
    Artist,
    Genre,
}

/// <summary>Body of <c>POST /songs/windows</c>: a window of the songs of each of several albums, artists or genres.</summary>
public sealed record SongWindowsRequest(IReadOnlyList<SongWindow> Windows);

/// <summary>A window of one parent's songs.</summary>
/// <param name="Key">The album's or artist's id, or the genre's slug.</param>
public sealed record SongWindow(SongParent Parent, string Key, PageRequest Page);
