using System.IO.Enumeration;

namespace MusicGraph.Host.Import;

/// <summary>A folder of music on this machine.</summary>
internal static class MusicFolder
{
    private static readonly string[] CoverNames = ["cover", "folder", "front", "album"];
    private static readonly string[] CoverTypes = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>
    /// Every file below the folder, in order, except covers, which are not songs but go with them. Links to folders are not followed:
    /// they may lead in circles.
    /// </summary>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = new FileSystemEnumerable<string>(
            folder,
            (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return [.. files.Where(file => !IsCover(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The picture that lies beside a song, if any.</summary>
    public static string? CoverBeside(string song)
    {
        try
        {
            return Directory.EnumerateFiles(Path.GetDirectoryName(song)!).Where(IsCover).Order(StringComparer.Ordinal).FirstOrDefault();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder went away or may not be read: then there is no cover to be had from it.
            return null;
        }
    }

    private static bool IsCover(string file) =>
        CoverTypes.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
        && CoverNames.Contains(Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
}
