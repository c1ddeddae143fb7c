using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Popularity;

/// <summary>
/// Counts what users do with items: <c>popularity:{id}</c> is a sum in which everything loses half of its weight within a month. An
/// item's popularity is its logarithm, so that ten times the attention is twenty points more, and 100 what 100,000 shared this month.
/// </summary>
internal sealed class PopularityCounter(Transactions transactions, ItemChanges changes, TimeProvider time)
{
    private const double PointsPerTenfold = 20;
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(30);

    // Enough to know an event again that comes twice; it does so soon or never.
    private const int EventsRemembered = 64;

    /// <summary>Something was shared: that counts for it, and what it is part of.</summary>
    public Task CountAsync(Shared shared, CancellationToken cancellationToken) =>
        // Only the first telling is news.
        shared.FromFollower > 0 ? Task.CompletedTask : CountAsync(shared.EventId, shared.Share.SubjectId, cancellationToken);

    /// <summary>An artist was followed.</summary>
    public Task CountAsync(FollowChanged changed, CancellationToken cancellationToken) =>
        changed is { Target: FollowKind.Artist, State: FollowState.Follows }
            ? CountAsync(changed.EventId, changed.TargetId, cancellationToken)
            : Task.CompletedTask;

    private async Task CountAsync(Guid eventId, Guid id, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadItemsAsync([id], cancellationToken);
        Guid[] all = session.LoadedItem(id) switch
        {
            null => [],
            Song song => [id, .. song.ArtistIds, .. song.AlbumId is { } album ? [album] : Array.Empty<Guid>()],
            Album album => [id, .. album.ArtistIds],
            Episode episode => [id, episode.ShowId],
            _ => [id],
        };
        foreach (var item in all.Distinct())
            await AddAsync(eventId, item, cancellationToken);
    }

    private async Task AddAsync(Guid eventId, Guid id, CancellationToken cancellationToken)
    {
        var key = CatalogKeys.Plays(id);
        var now = time.GetUtcNow();
        var counted = await transactions.RunAsync<Count>(
            key,
            async (session, token) =>
            {
                var count = await session.GetAsync<Count>(key, token) ?? new Count(0, now, []);
                if (count.Events.Contains(eventId))
                    return count;
                var faded = count.Sum * Math.Pow(0.5, Math.Max(0, (now - count.At) / HalfLife));
                count = new Count(faded + 1, now, [.. count.Events.TakeLast(EventsRemembered - 1), eventId]);
                session.Put(key, count);
                return count;
            },
            cancellationToken);
        var popularity = (int)Math.Clamp(Math.Round(PointsPerTenfold * Math.Log10(1 + counted.Value.Sum)), 0, 100);
        await changes.ChangeAsync<CatalogItem>(
            id,
            (_, item, _) => Task.FromResult<Outcome<CatalogItem>>(item.Popularity == popularity ? item : item with { Popularity = popularity }),
            cancellationToken);
    }

    /// <param name="Sum">What it was at that time.</param>
    /// <param name="Events">The ids of the latest events that it counts.</param>
    private sealed record Count(double Sum, DateTimeOffset At, IReadOnlyList<Guid> Events);
}
