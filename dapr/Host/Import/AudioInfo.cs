namespace MusicGraph.Host.Import;

/// <summary>What a file of music says about itself.</summary>
/// <param name="Format">FFmpeg's name of the container, such as <c>ogg</c> or <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="Tags">By name, without regard to case.</param>
/// <param name="HasPicture">Whether a cover is embedded.</param>
internal sealed record AudioInfo(TimeSpan Duration, string Format, IReadOnlyDictionary<string, string> Tags, bool HasPicture)
{
    /// <summary>The media type to upload it as.</summary>
    public string ContentType => Format.Split(',') switch
    {
        ["ogg", ..] => "audio/ogg",
        ["mp3", ..] => "audio/mpeg",
        ["flac", ..] => "audio/flac",
        ["wav", ..] => "audio/wav",
        ["aac", ..] => "audio/aac",
        ["aiff", ..] => "audio/aiff",
        ["matroska", ..] => "audio/webm",
        var names when names.Contains("m4a") => "audio/mp4",
        _ => "application/octet-stream",
    };

    /// <summary>The tag's text, or null where it is missing or empty.</summary>
    public string? Tag(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Tags.TryGetValue(name, out var value) && value.Length > 0)
                return value;
        }

        return null;
    }
}

/// <summary>A file is not something to import; the message says why.</summary>
internal sealed class NotMusicException(string message) : Exception(message);
