namespace MusicGraph.Host.Api;

/// <summary>The input of the mutation <c>addSong</c>.</summary>
/// <param name="DurationMs">Milliseconds.</param>
/// <param name="ReleaseDate">A year, a month or a day.</param>
/// <param name="ContentHash">SHA-256 of the audio, lower-case hexadecimal.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record SongToAdd(
    string Title,
    IReadOnlyList<string> Artists,
    string? Album,
    string? AlbumArtist,
    string? Genre,
    int? TrackNumber,
    long DurationMs,
    string? ReleaseDate,
    string ContentHash,
    string? Country = null);

/// <summary>A song that is in the catalog now.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="IsNew">Whether it was added just now; if not, a song with the same content was there.</param>
/// <param name="HasAudio">Whether its audio is there too.</param>
internal sealed record AddedSong(string Id, string? AlbumId, bool IsNew, bool HasAudio);
