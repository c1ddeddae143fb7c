using System.Globalization;
using System.Text.RegularExpressions;
using MusicGraph.Host.Api;

namespace MusicGraph.Host.Import;

/// <summary>Turns a file's tags into a song, and its place in the folder into what the tags leave out.</summary>
internal static partial class SongTags
{
    public const string UnknownArtist = "Unknown artist";

    /// <param name="relativePath">Below the imported folder: <c>Artist/Album/01 Title.ogg</c> is how most collections are kept.</param>
    /// <param name="contentHash">SHA-256 of the file, lower-case hexadecimal.</param>
    public static SongToAdd Read(AudioInfo info, string relativePath, string contentHash)
    {
        var folders = Path.GetDirectoryName(relativePath)?
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (number, name) = SplitName(Path.GetFileNameWithoutExtension(relativePath));
        var artists = info.Tag("artist", "album_artist", "composer") ?? folders switch
        {
            [.., var artist, _] => artist,
            [var artist] => artist,
            _ => UnknownArtist,
        };
        return new SongToAdd(
            info.Tag("title") ?? name,
            artists.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            info.Tag("album") ?? (folders.Length > 1 ? folders[^1] : null),
            info.Tag("album_artist", "albumartist"),
            info.Tag("genre"),
            Number(info.Tag("track", "tracknumber")) ?? number,
            (long)Math.Round(info.Duration.TotalMilliseconds),
            Date(info.Tag("date", "originaldate", "year", "TDRC")),
            contentHash);
    }

    /// <summary><c>03 - Some_song</c> is track 3, "Some song".</summary>
    private static (int? Number, string Title) SplitName(string name)
    {
        var match = NumberedName().Match(name);
        var title = (match.Success ? match.Groups["title"].Value : name).Replace('_', ' ').Trim();
        return (match.Success ? Number(match.Groups["number"].Value) : null, title.Length > 0 ? title : name);
    }

    private static int? Number(string? text) =>
        int.TryParse(text?.Split('/')[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The year, month or day a tag begins with; taggers append times and much else.</summary>
    private static string? Date(string? text)
    {
        if (text is null || DateStart().Match(text) is not { Success: true } match)
            return null;

        foreach (var length in (int[])[10, 7])
        {
            if (match.Length >= length && DateOnly.TryParseExact(
                match.Value[..length], length == 10 ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                return match.Value[..length];
        }

        return match.Value[..4] == "0000" ? null : match.Value[..4];
    }

    [GeneratedRegex(@"^(?<number>\d{1,3})[\s._-]+(?<title>.*\p{L}.*)$")]
    private static partial Regex NumberedName();

    [GeneratedRegex(@"^\d{4}(-\d{2}(-\d{2})?)?")]
    private static partial Regex DateStart();
}
