using System.Collections.Concurrent;
using System.ComponentModel;
using MusicGraph.Host.Api;

namespace MusicGraph.Host.Import;

/// <summary>Gives albums the cover that is embedded in a song or lies beside it.</summary>
internal sealed class AlbumCovers(Listener importer)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    /// <summary>Uploads a cover where the album has none and one is to be had. A cover that is refused is no reason to refuse the song.</summary>
    public async Task EnsureAsync(string albumId, string file, string snapshot, AudioInfo info, CancellationToken cancellationToken)
    {
        if (_settled.ContainsKey(albumId))
            return;

        try
        {
            var cover = await ReadAsync(file, snapshot, info, cancellationToken);
            if (cover is null || ContentType(cover) is not { } contentType || !_settled.TryAdd(albumId, true))
                return;
            if (!await importer.HasCoverAsync(albumId, cancellationToken))
                await importer.UploadCoverAsync(albumId, new MemoryStream(cover, writable: false), contentType, cancellationToken);
        }
        catch (Exception error) when (error is ApiException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            _settled.TryRemove(albumId, out _);
        }
    }

    private static async Task<byte[]?> ReadAsync(string file, string snapshot, AudioInfo info, CancellationToken cancellationToken)
    {
        if (info.HasPicture && await ExtractAsync(snapshot, cancellationToken) is { Length: > 0 } embedded)
            return embedded;
        return MusicFolder.CoverBeside(file) is { } beside ? await File.ReadAllBytesAsync(beside, cancellationToken) : null;
    }

    private static async Task<byte[]?> ExtractAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var result = await Tool.RunAsync(
                "ffmpeg",
                ["-v", "error", "-i", "file:" + path, "-map", "0:v:0", "-frames:v", "1", "-c", "copy", "-f", "image2pipe", "pipe:1"],
                Limit,
                cancellationToken);
            return result.ExitCode == 0 ? result.Bytes : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            // Without ffmpeg, or with a picture it cannot cope with, the album stays without a cover.
            return null;
        }
    }

    private static string? ContentType(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
