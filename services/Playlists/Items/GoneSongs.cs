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
    private DateTimeOffset _readAt;

    public bool Contains(Guid song) => _gone.Contains(song);

    /// <summary>Hears that a song is no more; other replicas learn of it within some seconds.</summary>
    public async Task AddAsync(Guid song, CancellationToken cancellationToken)
    {
        await PlaylistKeys.GoneSongs.AddAsync(transactions, song.ToString("N"), 1, () => song, cancellationToken);
        await ReadAsync(cancellationToken);
    }

    /// <summary>Hears what other replicas have heard, if it is time to.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        time.GetUtcNow() - _readAt < Interval ? Task.CompletedTask : ReadAsync(cancellationToken);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            _readAt = time.GetUtcNow();
            while (true)
            {
                var (songs, next) = await PlaylistKeys.GoneSongs.ReadFromAsync(transactions.Read(), _next, cancellationToken);
                _next = next;
                if (songs.Count == 0)
                    return;
                _gone = [.. _gone, .. songs];
            }
        }
        finally
        {
            _reading.Release();
        }
    }
}
