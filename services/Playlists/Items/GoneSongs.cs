using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// The songs and episodes that were deleted from the catalog, held in memory: 16 bytes each, and there are few. So no playlist needs to be
/// looked for when a song goes; its items are left out from then on and removed when somebody looks at them.
/// </summary>
internal sealed class GoneSongs(Transactions transactions, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile HashSet<Guid> _gone = [];
    private long _next;
    private long _readAt;

    public bool Contains(Guid song) => _gone.Contains(song);

    /// <summary>Hears that a song is no more; other replicas learn of it within some seconds.</summary>
    public async Task AddAsync(Guid song, CancellationToken cancellationToken)
    {
        await PlaylistKeys.GoneSongs.AddAsync(transactions, song.ToString("N"), 1, () => song, cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Hears what other replicas have heard, if it is time to; one who asks does so, the others go on with what is known.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var readAt = Volatile.Read(ref _readAt);
        if (!IsDue(readAt) || !await _reading.WaitAsync(readAt == 0 ? Timeout.Infinite : 0, cancellationToken))
            return;
        if (IsDue(Volatile.Read(ref _readAt)))
            await ReadAsync(cancellationToken);
        else
            _reading.Release();
    }

    private bool IsDue(long readAt) => time.GetUtcNow().UtcTicks - readAt >= Interval.Ticks;

    /// <summary>Reads on, and lets the next one have the turn, which the caller has.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (songs, next) = await PlaylistKeys.GoneSongs.ReadFromAsync(transactions.Read(), _next, cancellationToken);
                _next = next;
                if (songs.Count == 0)
                    break;
                _gone = [.. _gone, .. songs];
            }

            Volatile.Write(ref _readAt, time.GetUtcNow().UtcTicks);
        }
        finally
        {
            _reading.Release();
        }
    }
}
