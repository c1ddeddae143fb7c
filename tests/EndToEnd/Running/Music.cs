using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MusicGraph.EndToEnd.Running;

/// <summary>What <c>ffprobe</c> says about a file; null where it says nothing.</summary>
internal sealed record ProbedFile(string Path, string? Title, string? Artist, double Seconds);

/// <summary>The real music that is imported: Debian's <c>wesnoth-1.16-music</c>, as <c>test.sh</c> has fetched it.</summary>
internal static class Music
{
    public static string Folder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            var folder = Environment.GetEnvironmentVariable("MUSICGRAPH_TEST_MUSIC") ?? Path.Combine(cache, "musicgraph", "wesnoth-1.16-music");
            return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException($"There is no music in {folder}: ./test.sh fetches it.");
        }
    }

    public static async Task<ProbedFile> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "ffprobe", ["-v", "error", "-print_format", "json", "-show_entries", "format=duration:format_tags:stream_tags", path])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var json = await JsonDocument.ParseAsync(process.StandardOutput.BaseStream, cancellationToken: cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        var format = json.RootElement.GetProperty("format");
        var tags = json.RootElement.GetProperty("streams").EnumerateArray().Append(format)
            .Where(holder => holder.TryGetProperty("tags", out _))
            .SelectMany(holder => holder.GetProperty("tags").EnumerateObject())
            .ToLookup(tag => tag.Name, tag => tag.Value.GetString(), StringComparer.OrdinalIgnoreCase);
        return new ProbedFile(
            path,
            tags["title"].FirstOrDefault(),
            tags["artist"].FirstOrDefault(),
            double.Parse(format.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture));
    }
}
