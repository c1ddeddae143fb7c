using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Upkeep;

/// <summary>
/// Publishes changes of items, a hundred in a request, a moment after they were made. Not through the outbox, which would tell of every
/// page that an edit writes, and costs a transaction for each: what is told here is news for those who look at the playlist, and its
/// version says what they missed.
/// </summary>
internal sealed class ItemsTeller(DaprClient dapr, TimeProvider time, ILogger<ItemsTeller> logger) : BackgroundService, IItemsTeller
{
    private const int MostInOneRequest = 100;
    private const int MostWaiting = 100_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private Dictionary<Guid, PlaylistItemsChanged> _waiting = [];

    public void Tell(PlaylistItemsChanged change)
    {
        lock (_lock)
        {
            // A broker that is away for long must not fill the memory.
            if (_waiting.Count >= MostWaiting && !_waiting.ContainsKey(change.Playlist.Id))
                return;
            if (!_waiting.TryGetValue(change.Playlist.Id, out var known) || known.Playlist.Version < change.Playlist.Version)
                _waiting[change.Playlist.Id] = change;
            if (_news.CurrentCount == 0)
                _news.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _news.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Moment, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // What was changed is told, also when the app is stopping.
            if (!await PublishAsync(Take()))
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private PlaylistItemsChanged[] Take()
    {
        lock (_lock)
        {
            PlaylistItemsChanged[] taken = [.. _waiting.Values];
            _waiting = [];
            return taken;
        }
    }

    private async Task<bool> PublishAsync(PlaylistItemsChanged[] changes)
    {
        var isDone = true;
        foreach (var some in changes.Chunk(MostInOneRequest))
        {
            try
            {
                await dapr.BulkPublishEventAsync(Components.PubSub, Topics.PlaylistItems, some, cancellationToken: CancellationToken.None);
            }
            catch (DaprException e)
            {
                logger.LogWarning(e, "Changes of {Count} playlists are told later", some.Length);
                isDone = false;
                foreach (var change in some)
                    Tell(change);
            }
        }

        return isDone;
    }
}
