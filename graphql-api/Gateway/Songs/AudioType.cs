using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Songs;

[ObjectType<AudioFile>]
internal static partial class AudioType
{
    static partial void Configure(IObjectTypeDescriptor<AudioFile> descriptor)
    {
        descriptor.Description("The audio of a song.");
        descriptor.Name("Audio");
        descriptor.Field(audio => audio.Size).Description("Bytes.");
        descriptor.Field(audio => audio.ContentType).Description("The media type, such as audio/ogg.");
        descriptor.Field(audio => audio.UploadedAt).Description("When it was uploaded.");
        descriptor.Ignore(audio => audio.SongId);
        descriptor.Ignore(audio => audio.ETag);
    }

    /// <summary>Where it is streamed from, relative to the address of this server; it understands byte ranges.</summary>
    public static string GetUrl([Parent] AudioFile audio) => MediaRoutes.AudioUrl(audio.SongId);
}
