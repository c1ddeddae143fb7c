using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Media;

/// <summary>The audio of a song, as it was uploaded.</summary>
/// <param name="SongId">As in the graph.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Url">Where to stream it from, relative to this server; it expires after an hour or two.</param>
public sealed record AudioResource(string SongId, long Size, string ContentType, DateTimeOffset UploadedAt, string Url)
{
    internal static AudioResource Of(AudioFile audio) => new(
        GlobalId.Format(nameof(Song), audio.SongId), audio.Size, audio.ContentType, audio.UploadedAt, MediaRoutes.AudioUrl(audio));
}
