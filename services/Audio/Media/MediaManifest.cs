using System.Globalization;

namespace MusicGraph.Audio.Media;

/// <summary>What was uploaded and where its chunks lie. It is written last: without it, there is nothing.</summary>
/// <param name="Upload">Tells the chunks of this upload from those of another for the same thing.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ChunkSize">Bytes of every chunk but the last.</param>
/// <param name="ETag">SHA-256 of the bytes, lower-case hexadecimal.</param>
internal sealed record MediaManifest(
    MediaName Name, Guid Upload, long Size, int ChunkSize, string ContentType, string ETag, DateTimeOffset UploadedAt)
{
    /// <summary>Pixels, of a cover in one size.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, of a cover in one size.</summary>
    public int? Height { get; init; }

    public int ChunkCount => (int)((Size + ChunkSize - 1) / ChunkSize);
}

/// <summary>What something is the bytes of.</summary>
/// <param name="Kind"><c>audio</c>, <c>cover</c>, or <c>cover640</c> and its like for a cover in one size.</param>
/// <param name="Id">The id of the song, or of what the cover is of.</param>
internal sealed record MediaName(string Kind, Guid Id)
{
    public static MediaName AudioOf(Guid song) => new("audio", song);

    /// <param name="size">Null for the picture as it was uploaded.</param>
    public static MediaName CoverOf(Guid item, int? size = null) => new(string.Create(CultureInfo.InvariantCulture, $"cover{size}"), item);
}
