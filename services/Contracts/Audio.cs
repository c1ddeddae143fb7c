namespace MusicGraph.Contracts;

/// <summary>The audio of a song, as it was uploaded.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">The media type, such as <c>audio/ogg</c>.</param>
/// <param name="ETag">A strong entity tag without its quotes: the SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Signature">The query that its address has to have for who streams it without a token; good for an hour or more.</param>
public sealed record AudioFile(Guid SongId, long Size, string ContentType, string ETag, DateTimeOffset UploadedAt, string Signature);
