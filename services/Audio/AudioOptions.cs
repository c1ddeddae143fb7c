namespace MusicGraph.Audio;

/// <summary>What can be configured, by arguments or environment.</summary>
internal sealed class AudioOptions
{
    /// <summary>Bytes a song may have.</summary>
    public long MaxAudioBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Bytes a cover may have.</summary>
    public long MaxCoverBytes { get; set; } = 10L * 1024 * 1024;

    /// <summary>The program that makes the sizes of covers: a path, or a name that is looked for in <c>PATH</c>.</summary>
    public string Ffmpeg { get; set; } = "ffmpeg";

    /// <summary>
    /// The metadata keys, separated by commas, under which the media binding takes a blob's name: <c>fileName</c> for
    /// bindings.localstorage, <c>blobName</c> for bindings.azure.blobstorage. A binding leaves alone the one it does not know.
    /// </summary>
    public string MediaNameKeys { get; set; } = "fileName,blobName";
}
