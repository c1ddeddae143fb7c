using System.Collections.Concurrent;
using MusicGraph.Host.Api;
using MusicGraph.Host.Output;

namespace MusicGraph.Host.Import;

/// <summary>Imports a folder of music through the public API.</summary>
internal sealed class MusicImport(Listener importer, string folder, string temporary)
{
    private readonly ConcurrentDictionary<string, string> _firstWithHash = new(StringComparer.Ordinal);
    private readonly AlbumCovers _covers = new(importer);
    private readonly int[] _counts = new int[Enum.GetValues<FileOutcome>().Length];

    /// <summary>Imports every file; one that fails is reported and the others go on.</summary>
    public async Task<ImportSummary> RunAsync(IReadOnlyList<string> files, ImportProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(temporary);
        try
        {
            await Parallel.ForEachAsync(
                files,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                async (file, cancel) =>
                {
                    var (outcome, what) = await ImportAsync(file, cancel);
                    Interlocked.Increment(ref _counts[(int)outcome]);
                    progress.Report(outcome, what);
                });
        }
        finally
        {
            progress.End();
            Directory.Delete(temporary, recursive: true);
        }

        return new ImportSummary(
            _counts[(int)FileOutcome.Added], _counts[(int)FileOutcome.Present], _counts[(int)FileOutcome.Skipped]);
    }

    private async Task<(FileOutcome Outcome, string What)> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var name = Path.GetRelativePath(folder, file);
        try
        {
            // Pipes and devices have no length either, and opening one could wait for ever.
            if (new FileInfo(file).Length == 0)
                throw new NotMusicException("not music: it is empty");

            using var snapshot = await Snapshot.TakeAsync(file, temporary, cancellationToken);
            var first = _firstWithHash.GetOrAdd(snapshot.Hash, name);
            if (first != name)
                return (FileOutcome.Present, $"{name} (the same as {first})");

            var info = await AudioProbe.ReadAsync(snapshot.Path, cancellationToken);
            var tags = SongTags.Read(info, name, snapshot.Hash);
            var song = await importer.AddSongAsync(tags, cancellationToken);
            if (!song.HasAudio)
            {
                await using var bytes = File.OpenRead(snapshot.Path);
                await importer.UploadAudioAsync(song.Id, bytes, info.ContentType, cancellationToken);
            }

            if (song.AlbumId is { } album)
                await _covers.EnsureAsync(album, file, snapshot.Path, info, cancellationToken);
            return (song.IsNew ? FileOutcome.Added : FileOutcome.Present, $"{tags.Title} - {string.Join(", ", tags.Artists)}");
        }
        catch (NotMusicException error)
        {
            return (FileOutcome.Skipped, $"{name}: {error.Message}");
        }
        catch (Exception error) when (error is ApiException or IOException or UnauthorizedAccessException)
        {
            return (FileOutcome.Skipped, $"{name}: {error.Message}");
        }
    }
}
