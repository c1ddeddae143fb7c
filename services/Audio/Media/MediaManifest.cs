namespace MusicGraph.Audio.Media;

/// <summary>What was uploaded and where its chunks lie. It is written last: without it, there is nothing.</summary>
/// <param name="Upload">Tells the chunks of this upload from those of another for the same thing.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ChunkSize">Bytes of every chunk but the last.</param>
/// <param name="ETag">SHA-256 of the bytes, lower-case hexadecimal.</param>
internal sealed record MediaManifest(
    MediaName Name, Guid Upload, long Size, int ChunkSize, string ContentType, string ETag, DateTimeOffset UploadedAt)
{
    public int ChunkCount => (int)((Size + ChunkSize - 1) / ChunkSize);
}

/// <summary>What something is the bytes of.</summary>
/// <param name="Kind"><c>audio</c> or <c>cover</c>.</param>
/// <param name="Id">The song's or album's id.</param>
internal sealed record MediaName(string Kind, Guid Id)
{
    public static MediaName AudioOf(Guid song) => new("audio", song);

    public static MediaName CoverOf(Guid album) => new("cover", album);
}
