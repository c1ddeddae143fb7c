using System.Security.Cryptography;
using System.Text;
using MusicGraph.ServiceDefaults.Text;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog;

/// <summary>
/// The catalog's keys: <c>item:{id}</c> a song, album or artist, all under one kind so that they are read in one call;
/// <c>artist-name:</c> and <c>album-name:</c> the item that has a name; <c>song-hash:</c> which song has a content;
/// <c>genre:{slug}</c>; and the lists. Each is an aggregate.
/// </summary>
internal static class CatalogKeys
{
    public static PagedLog<Guid> Songs { get; } = new("songs");

    public static PagedLog<Guid> Albums { get; } = new("albums");

    public static PagedLog<Guid> Artists { get; } = new("artists");

    /// <summary>Slugs.</summary>
    public static PagedLog<string> Genres { get; } = new("genres");

    public static PagedLog<AlbumTrack> AlbumSongs(Guid album) => new("album-songs", album.ToString("N"));

    public static PagedLog<Guid> ArtistSongs(Guid artist) => new("artist-songs", artist.ToString("N"));

    public static PagedLog<Guid> ArtistAlbums(Guid artist) => new("artist-albums", artist.ToString("N"));

    public static PagedLog<Guid> GenreSongs(string slug) => new("genre-songs", slug);

    public static string Item(Guid id) => StateKey.Of("item", id);

    public static string Genre(string slug) => StateKey.Of("genre", slug);

    public static string SongHash(string hash) => StateKey.Of("song-hash", hash);

    public static string ArtistName(string name) => StateKey.Of("artist-name", Hash(Folding.Fold(name)));

    public static string AlbumName(string title, Guid artist) => StateKey.Of("album-name", Hash($"{artist:N} {Folding.Fold(title)}"));

    // A name may be long and hold any character; a key should not.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A genre as it is stored; how many songs it has, their list knows.</summary>
internal sealed record GenreRecord(string Slug, string Name);

/// <summary>A song's place on an album.</summary>
internal sealed record AlbumTrack(Guid SongId, int? TrackNumber);
