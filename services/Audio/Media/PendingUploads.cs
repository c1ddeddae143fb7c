using System.Globalization;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Audio.Media;

/// <summary>
/// What is being uploaded, by the hour in which it began: <c>uploads:{hour}</c>. An upload is written down before its first chunk and
/// struck out when nothing of it is left to tidy up, so that what a killed process left behind is found.
/// </summary>
internal sealed class PendingUploads(Transactions transactions, TimeProvider time)
{
    // Nobody uploads for so long.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    // What could not be deleted in a week is given up.
    private const int MostHours = 7 * 24;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(MostHours) + TimeSpan.FromDays(1);

    /// <summary>Writes down that an upload begins, or that one is about to be replaced.</summary>
    /// <param name="chunks">How many chunks it has at the most.</param>
    public async Task<PendingUpload> AddAsync(MediaName name, Guid upload, int chunks, CancellationToken cancellationToken)
    {
        var pending = new PendingUpload(name, upload, chunks, time.GetUtcNow());
        await ChangeAsync(pending, all => [.. all, pending], cancellationToken);
        return pending;
    }

    /// <summary>Strikes an upload out.</summary>
    public Task RemoveAsync(PendingUpload upload, CancellationToken cancellationToken) =>
        ChangeAsync(upload, all => [.. all.Where(other => other.Upload != upload.Upload)], cancellationToken);

    /// <summary>The uploads that began so long ago that nobody is at them any more.</summary>
    public async Task<IReadOnlyList<PendingUpload>> AbandonedAsync(CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow() - Longest;
        var keys = Enumerable.Range(0, MostHours).Select(hours => Key(latest.AddHours(-hours))).ToArray();
        var session = transactions.Read();
        await session.LoadAsync(keys, cancellationToken);
        return [.. keys.SelectMany(key => session.Loaded<PendingUpload[]>(key) ?? []).Where(upload => upload.At <= latest)];
    }

    private Task ChangeAsync(PendingUpload upload, Func<PendingUpload[], PendingUpload[]> change, CancellationToken cancellationToken)
    {
        var key = Key(upload.At);
        return transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                var all = change(await session.GetAsync<PendingUpload[]>(key, token) ?? []);
                if (all.Length == 0)
                    session.Delete(key);
                else
                    session.Put(key, all, Kept);
                return true;
            },
            cancellationToken);
    }

    private static string Key(DateTimeOffset at) =>
        StateKey.Of("uploads", at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture));
}

/// <summary>An upload that is under way.</summary>
/// <param name="Upload">Its id.</param>
/// <param name="Chunks">How many chunks it has at the most.</param>
/// <param name="At">When it began.</param>
internal sealed record PendingUpload(MediaName Name, Guid Upload, int Chunks, DateTimeOffset At);
