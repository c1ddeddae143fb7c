using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicGraph.Contracts;

/// <summary>Something the catalog holds under an id of its own.</summary>
/// <param name="Id">Its id; it never changes.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Song), "song")]
[JsonDerivedType(typeof(Album), "album")]
[JsonDerivedType(typeof(Artist), "artist")]
[JsonDerivedType(typeof(Show), "show")]
[JsonDerivedType(typeof(Episode), "episode")]
public abstract record CatalogItem(Guid Id)
{
    /// <summary>Grows by one with every change of it, and with every change of a name that is told with it.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How much it is listened to and liked beside others: 0 to 100.</summary>
    public int Popularity { get; init; }

    /// <summary>
    /// The only countries where it can be played and is listed: ISO 3166-1 alpha-2, upper case; null for everywhere, none for nowhere.
    /// </summary>
    public IReadOnlyList<string>? AvailableMarkets { get; init; }

    /// <summary>What else is known of it, by name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>When it was deleted; what services answer has never been.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>What a newer service wrote and this one knows no name for; it stays when the item is changed.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Whether it can be played in a country; where the country is not known, only what can be played everywhere.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case; null where it is not known.</param>
    public bool IsAvailableIn(string? country) => AvailableMarkets is null || (country is not null && AvailableMarkets.Contains(country));
}

/// <summary>A recording.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="ArtistIds">Who performs it, main and featured artists, in the order of the credits; never empty.</param>
/// <param name="GenreSlug">The genre's key, such as <c>synth-pop</c>.</param>
/// <param name="TrackNumber">Its place on the disc, from one.</param>
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
    DateTimeOffset AddedAt) : CatalogItem(Id)
{
    /// <summary>Everybody who had a part in it; null where all of <see cref="ArtistIds"/> are main artists and nobody else is known.</summary>
    public IReadOnlyList<Credit>? Credits { get; init; }

    /// <summary>The disc of the album it is on, from one.</summary>
    public int? DiscNumber { get; init; }

    /// <summary>Whether its words are not for children.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>International Standard Recording Code (ISO 3901): twelve letters and digits.</summary>
    public string? Isrc { get; init; }
}

/// <summary>An artist's part in a song.</summary>
/// <param name="ArtistId">Whose part it is.</param>
/// <param name="Role">What the part is.</param>
public sealed record Credit(Guid ArtistId, CreditRole Role);

/// <summary>What an artist did for a song.</summary>
public enum CreditRole
{
    /// <summary>It is theirs.</summary>
    Main,

    /// <summary>A guest on it.</summary>
    Featured,

    /// <summary>Wrote the music.</summary>
    Composer,

    /// <summary>Wrote the words.</summary>
    Lyricist,

    /// <summary>Produced the recording.</summary>
    Producer,

    /// <summary>Made this version of it.</summary>
    Remixer,

    /// <summary>Plays or sings on it.</summary>
    Performer,

    /// <summary>Recorded, mixed or mastered it.</summary>
    Engineer,
}

/// <summary>A release that groups songs.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="ReleaseDate">A year, a month or a day: <c>2024</c>, <c>2024-05</c>, <c>2024-05-31</c>.</param>
/// <param name="AddedAt">When it came into the catalog.</param>
public sealed record Album(Guid Id, string Title, IReadOnlyList<Guid> ArtistIds, string? ReleaseDate, Guid AddedBy, DateTimeOffset AddedAt)
    : CatalogItem(Id)
{
    /// <summary>What kind of release it is.</summary>
    public ReleaseType Type { get; init; }

    /// <summary>Who brought it out.</summary>
    public string? Label { get; init; }

    /// <summary>Universal Product Code or EAN: 8 to 14 digits.</summary>
    public string? Upc { get; init; }

    /// <summary>The genre of its first song, by its key.</summary>
    public string? GenreSlug { get; init; }
}

/// <summary>A kind of release.</summary>
public enum ReleaseType
{
    Album,
    Single,
    Compilation,
}

/// <summary>A person or group that makes music.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Country">Where they come from: ISO 3166-1 alpha-2, upper case.</param>
/// <param name="AddedAt">When they came into the catalog.</param>
public sealed record Artist(Guid Id, string Name, string? Country, DateTimeOffset AddedAt) : CatalogItem(Id)
{
    /// <summary>What they tell about themselves.</summary>
    public string? Bio { get; init; }

    /// <summary>The kinds of music of their songs, by their keys; at most ten.</summary>
    public IReadOnlyList<string> GenreSlugs { get; init; } = [];

    /// <summary>The user who first named them; null for those who came before this was kept.</summary>
    public Guid? AddedBy { get; init; }
}

/// <summary>A podcast.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="Description">What it is about.</param>
/// <param name="FeedKey">What its feed is known by.</param>
/// <param name="AddedBy">The user who imported it and may change it.</param>
/// <param name="AddedAt">When it came into the catalog.</param>
public sealed record Show(
    Guid Id, string Title, string Publisher, string Description, string FeedKey, Guid AddedBy, DateTimeOffset AddedAt) : CatalogItem(Id)
{
    /// <summary>The languages it is in, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What it is about, as directories of podcasts sort them.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether its words are not for children.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Its page on the web.</summary>
    public string? Link { get; init; }

    /// <summary>Where its feed says that its picture is.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Who may copy it.</summary>
    public string? Copyright { get; init; }
}

/// <summary>A part of a podcast.</summary>
/// <param name="FeedGuid">What the feed knows it by.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is about.</param>
/// <param name="DurationMs">Its length in milliseconds; zero where it is not known.</param>
/// <param name="ReleaseDate">The day it came out: <c>2024-05-31</c>.</param>
/// <param name="AddedAt">When it came into the catalog.</param>
public sealed record Episode(
    Guid Id,
    Guid ShowId,
    string FeedGuid,
    string Title,
    string Description,
    long DurationMs,
    string? ReleaseDate,
    Guid AddedBy,
    DateTimeOffset AddedAt) : CatalogItem(Id)
{
    /// <summary>When exactly it came out.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The season it belongs to.</summary>
    public int? Season { get; init; }

    /// <summary>Its number in the season, or in the show.</summary>
    public int? Number { get; init; }

    /// <summary>What kind of episode it is.</summary>
    public EpisodeKind Type { get; init; }

    /// <summary>Whether its words are not for children.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Where its publisher serves the sound.</summary>
    public string? AudioUrl { get; init; }

    /// <summary>The media type of what is there.</summary>
    public string? AudioType { get; init; }

    /// <summary>Its page on the web.</summary>
    public string? Link { get; init; }

    /// <summary>Where its feed says that its picture is.</summary>
    public string? ImageUrl { get; init; }
}

/// <summary>A kind of episode.</summary>
public enum EpisodeKind
{
    Full,
    Trailer,
    Bonus,
}

/// <summary>A kind of music.</summary>
/// <param name="Slug">Its key: the name in lower case, words joined by hyphens.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SongCount">How many songs are of this kind.</param>
public sealed record Genre(string Slug, string Name, int SongCount);
