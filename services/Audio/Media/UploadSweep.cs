namespace MusicGraph.Audio.Media;

/// <summary>Once an hour, removes the chunks of uploads that nobody finished.</summary>
internal sealed class UploadSweep(PendingUploads pending, MediaStore store, ChunkStore chunks, TimeProvider time, ILogger<UploadSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Sweeps now.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await pending.AbandonedAsync(cancellationToken))
        {
            // One that became valid, or is valid still, is only struck out. One without chunks may be the work of a binding that is not to
            // be reached now: it is looked at again.
            var isValid = await store.FindAsync(upload.Name, cancellationToken) is { } manifest && manifest.Upload == upload.Upload;
            if (isValid || await chunks.SweepAsync(upload.Name, upload.Upload, upload.Chunks, cancellationToken))
                await pending.RemoveAsync(upload, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (DaprException e)
            {
                logger.LogWarning(e, "Abandoned uploads could not be swept up; the next hour brings another chance");
            }
        }
    }
}
