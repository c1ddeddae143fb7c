namespace MusicGraph.Contracts;

/// <summary>The audio of a song, as it was uploaded.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">The media type, such as <c>audio/ogg</c>.</param>
/// <param name="ETag">A strong entity tag without its quotes: the SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Signature">The query that its address has to have for who streams it without a token; good for an hour or more.</param>
public sealed record AudioFile(Guid SongId, long Size, string ContentType, string ETag, DateTimeOffset UploadedAt, string Signature);

/// <summary>The picture of an album, artist, show, episode or playlist.</summary>
/// <param name="ItemId">Whose picture it is.</param>
/// <param name="ETag">The SHA-256 of the bytes that were uploaded: another picture has another.</param>
/// <param name="Images">In the sizes that it can be had in, the largest first.</param>
public sealed record Cover(Guid ItemId, string ETag, IReadOnlyList<CoverImage> Images);

/// <summary>A picture in one size.</summary>
/// <param name="Size">What it is asked for by: 640, 300 or 64, which neither side is longer than.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record CoverImage(int Size, int Width, int Height);

/// <summary>Headers of requests to the audio service.</summary>
public static class AudioHeaders
{
    /// <summary>Where the listener is, as the gateway knows: ISO 3166-1 alpha-2, upper case.</summary>
    public const string Country = "MusicGraph-Country";
}
