using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace MusicGraph.Host.Import;

/// <summary>Asks <c>ffprobe</c> what a file holds.</summary>
internal static class AudioProbe
{
    public const string HowToGet =
        "ffprobe, which --import reads tags with, is not there. It comes with FFmpeg: apt install ffmpeg (Debian, Ubuntu), "
        + "dnf install ffmpeg-free (Fedora), brew install ffmpeg (macOS), winget install Gyan.FFmpeg (Windows).";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Whether <c>ffprobe</c> can be started.</summary>
    public static async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Tool.RunAsync("ffprobe", ["-version"], Limit, cancellationToken)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="NotMusicException">It is no music, or cannot be read.</exception>
    public static async Task<AudioInfo> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ToolResult result;
        try
        {
            result = await Tool.RunAsync(
                "ffprobe",
                ["-v", "error", "-print_format", "json", "-show_format", "-show_streams", "-i", "file:" + path],
                Limit,
                cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new NotMusicException($"ffprobe has not understood it within {Limit.TotalSeconds:0} s");
        }

        if (result.ExitCode != 0)
            throw new NotMusicException("not music, says ffprobe: " + Reason(result.Error, path));

        using var json = JsonDocument.Parse(result.Output);
        return Read(json.RootElement);
    }

    /// <summary>Reads what <c>ffprobe -show_format -show_streams -print_format json</c> prints.</summary>
    public static AudioInfo Read(JsonElement root)
    {
        var streams = root.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        var audio = streams.Where(stream => Text(stream, "codec_type") == "audio").ToList();
        if (audio.Count == 0)
            throw new NotMusicException("not music: it holds no sound");
        if (streams.Any(stream => Text(stream, "codec_type") == "video" && !IsPicture(stream)))
            throw new NotMusicException("not music: it is a film");
        if (!root.TryGetProperty("format", out var format))
            throw new NotMusicException("not music: ffprobe names no format");

        // Ogg keeps its tags in the stream, most others in the container; writers disagree on upper and lower case.
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var holder in audio.Prepend(format))
        {
            if (!holder.TryGetProperty("tags", out var held))
                continue;
            foreach (var tag in held.EnumerateObject())
                tags.TryAdd(tag.Name, tag.Value.ToString().Trim());
        }

        return new AudioInfo(
            Duration(format) ?? Duration(audio[0]) ?? throw new NotMusicException("ffprobe cannot tell how long it is"),
            Text(format, "format_name") ?? "",
            tags,
            streams.Any(IsPicture));
    }

    private static TimeSpan? Duration(JsonElement element) =>
        double.TryParse(Text(element, "duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static bool IsPicture(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition)
        && disposition.TryGetProperty("attached_pic", out var attached)
        && attached.ValueKind == JsonValueKind.Number
        && attached.GetInt32() == 1;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string Reason(string error, string path)
    {
        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason given";
        var at = line.LastIndexOf(path, StringComparison.Ordinal);
        return at < 0 ? line : line[(at + path.Length)..].TrimStart(':', ' ');
    }
}
