using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Catalog;

/// <summary>
/// The catalog's keys: <c>item:{id}</c> a song, album, artist, show or episode, all under one kind so that they are read in one call;
/// <c>artist-name:</c> and <c>album-name:</c> the item that has a name; <c>song-hash:</c> which song has a content;
/// <c>genre:{slug}</c>; the lists, and the rankings. Each is an aggregate.
/// </summary>
internal static class CatalogKeys
{
    public static PagedLog<Guid> Songs { get; } = new("songs");

    public static PagedLog<Guid> Albums { get; } = new("albums");

    public static PagedLog<Guid> Artists { get; } = new("artists");

    public static PagedLog<Guid> Shows { get; } = new("shows");

    public static PagedLog<Guid> Episodes { get; } = new("episodes");

    /// <summary>Slugs.</summary>
    public static PagedLog<string> Genres { get; } = new("genres");

    public static PagedLog<AlbumTrack> AlbumSongs(Guid album) => new("album-songs", album.ToString("N"));

    /// <summary>The songs that an artist has any part in.</summary>
    public static PagedLog<Guid> ArtistSongs(Guid artist) => new("artist-songs", artist.ToString("N"));

    /// <param name="type">Only those of this type; null for all.</param>
    public static PagedLog<Guid> ArtistAlbums(Guid artist, ReleaseType? type = null) => new(
        type is null ? "artist-albums" : $"artist-albums-{type.ToString()!.ToLowerInvariant()}", artist.ToString("N"));

    public static PagedLog<Guid> GenreSongs(string slug) => new("genre-songs", slug);

    public static PagedLog<Guid> GenreArtists(string slug) => new("genre-artists", slug);

    /// <param name="year">Four digits.</param>
    public static PagedLog<Guid> YearSongs(string year) => new("year-songs", year);

    /// <param name="country">Where they come from: ISO 3166-1 alpha-2, upper case.</param>
    public static PagedLog<Guid> CountrySongs(string country) => new("country-songs", country);

    public static PagedLog<Guid> ShowEpisodes(Guid show) => new("show-episodes", show.ToString("N"));

    /// <summary>The songs, albums, artists and shows that a user added; episodes go with their show.</summary>
    public static PagedLog<Guid> AddedBy(Guid user) => new("added-by", user.ToString("N"));

    public static string Item(Guid id) => StateKey.Of("item", id);

    public static string Genre(string slug) => StateKey.Of("genre", slug);

    public static string SongHash(string hash) => StateKey.Of("song-hash", hash);

    public static string ArtistName(string name) => StateKey.Of("artist-name", Hash(Folding.Fold(name)));

    public static string AlbumName(string title, Guid artist) => StateKey.Of("album-name", Hash($"{artist:N} {Folding.Fold(title)}"));

    public static string Plays(Guid item) => StateKey.Of("popularity", item);

    /// <summary>The year of a release date.</summary>
    public static string? YearOf(string? releaseDate) => releaseDate is { Length: >= 4 } ? releaseDate[..4] : null;

    /// <summary>The last day that a release date may mean, as a number that grows; those of unknown date come before all others.</summary>
    public static long DayOf(string? releaseDate) => releaseDate switch
    {
        { Length: 4 } => Day(releaseDate + "-12-31"),
        { Length: 7 } => Day(releaseDate + "-28"),
        { Length: 10 } => Day(releaseDate),
        _ => 0,
    };

    private static long Day(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : 0;

    // A name may be long and hold any character; a key should not.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A genre as it is stored; how many songs it has, their list knows.</summary>
internal sealed record GenreRecord(string Slug, string Name);

/// <summary>A song's place on an album.</summary>
internal sealed record AlbumTrack(Guid SongId, int? TrackNumber)
{
    /// <summary>Null for the only disc.</summary>
    public int? DiscNumber { get; init; }
}
