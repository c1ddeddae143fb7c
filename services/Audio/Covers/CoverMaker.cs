using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using MusicGraph.Audio.Media;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Audio.Covers;

/// <summary>
/// Makes the sizes of a picture by <c>ffmpeg</c>, in a process of its own that is told what the bytes are, may open nothing, and is ended
/// when it takes too long: what decodes strangers' pictures is best kept apart.
/// </summary>
internal sealed class CoverMaker(IOptions<AudioOptions> options, ILogger<CoverMaker> logger) : IDisposable
{
    /// <summary>The sizes, the largest first: neither side is longer. A smaller picture stays as it is.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [640, 300, 64];

    private const long MostPixels = (long)ImageHeader.LargestSide * ImageHeader.LargestSide;
    private const long MostMemory = 512L * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // A picture takes some hundred megabytes while it is decoded.
    private readonly SemaphoreSlim _atOnce = new(2, 2);

    /// <summary>The picture in all sizes as JPEGs, or why it cannot be used.</summary>
    /// <param name="header">What its first bytes say, which is within the limits.</param>
    public async Task<Outcome<IReadOnlyList<SizedCover>>> MakeAsync(ImageHeader header, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("musicgraph-cover-").FullName;
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            if (await RunAsync(header.ContentType, bytes, folder, cancellationToken) is { } refused)
                return refused;
            var covers = new List<SizedCover>();
            foreach (var size in Sizes)
            {
                var made = await File.ReadAllBytesAsync(PathOf(folder, size), cancellationToken);
                if (ImageHeader.Read(made) is not { } of)
                    return Problem.UnsupportedMedia("The picture is damaged.");
                covers.Add(new SizedCover(size, of.Width, of.Height, made));
            }

            return covers;
        }
        finally
        {
            _atOnce.Release();
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _atOnce.Dispose();

    /// <returns>Null when it made all sizes.</returns>
    private async Task<Problem?> RunAsync(string contentType, ReadOnlyMemory<byte> bytes, string folder, CancellationToken cancellationToken)
    {
        var unusable = Problem.UnsupportedMedia("The picture is damaged, or of a kind that cannot be used.");
        using var process = Start(contentType, folder);
        if (process is null)
            return Problem.NotInstalled("ffmpeg, which makes the sizes of pictures, is not installed where the audio service runs.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(Limit);
        try
        {
            var said = process.StandardError.ReadToEndAsync(ending.Token);
            await WriteAsync(process, bytes, ending.Token);
            await process.WaitForExitAsync(ending.Token);
            if (process.ExitCode == 0 && Sizes.All(size => File.Exists(PathOf(folder, size))))
                return null;
            logger.LogInformation("ffmpeg refused a picture: {Said}", await said);
            return unusable;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return unusable;
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not read on: the exit code says why.
        }
    }

    /// <summary>Null where there is no such program.</summary>
    private Process? Start(string contentType, string folder)
    {
        var split = string.Concat(Sizes.Select(size => $"[in{size}]"));
        var scales = Sizes.Select(size =>
            string.Create(CultureInfo.InvariantCulture, $"[in{size}]scale=w='min({size},iw)':h='min({size},ih)':force_original_aspect_ratio=decrease,format=yuvj420p[out{size}]"));
        var start = new ProcessStartInfo(options.Value.Ffmpeg, [
            "-v", "error", "-nostdin", "-threads", "1", "-filter_threads", "1",
            "-max_pixels", MostPixels.ToString(CultureInfo.InvariantCulture), "-max_alloc", MostMemory.ToString(CultureInfo.InvariantCulture),
            // By its own reader, not by one that ffmpeg guesses: some of those open other files.
            "-protocol_whitelist", "pipe", "-f", contentType[6..] + "_pipe", "-i", "pipe:0",
            "-filter_complex", $"[0:v:0]split={Sizes.Count}{split};{string.Join(';', scales)}",
            .. Sizes.SelectMany(size => (string[])["-map", $"[out{size}]", "-frames:v", "1", "-q:v", "3", "-f", "mjpeg", "file:" + PathOf(folder, size)])])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception e)
        {
            logger.LogError(e, "{Program}, which makes the sizes of covers, cannot be started", options.Value.Ffmpeg);
            return null;
        }
    }

    private static string PathOf(string folder, int size) => Path.Combine(folder, $"{size.ToString(CultureInfo.InvariantCulture)}.jpg");
}

/// <summary>A cover in one size.</summary>
internal sealed record SizedCover(int Size, int Width, int Height, byte[] Bytes);
