using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Songs;

[ObjectType<AudioFile>]
internal static partial class AudioType
{
    static partial void Configure(IObjectTypeDescriptor<AudioFile> descriptor)
    {
        descriptor.Name("Audio");
        descriptor.Ignore(audio => audio.SongId);
        descriptor.Ignore(audio => audio.ETag);
        descriptor.Ignore(audio => audio.Signature);
    }

    /// <summary>
    /// Where it is streamed from, relative to the address of this server; it understands byte ranges. It needs no token and expires after an hour
    /// or two: ask again then.
    /// </summary>
    public static string GetUrl([Parent] AudioFile audio) => MediaRoutes.AudioUrl(audio);
}
