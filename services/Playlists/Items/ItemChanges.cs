using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Playlists.Items;

/// <summary>Adding, removing and moving items: the rules, and the changes they allow.</summary>
internal sealed class ItemChanges(PlaylistStore store, Peer peer)
{
    /// <summary>Items of one playlist.</summary>
    public const int MostItems = 10_000;

    public async Task<Outcome<PlaylistHead>> AddAsync(Guid playlist, Guid user, ItemsToAdd add, CancellationToken cancellationToken)
    {
        if (add.SongIds is not { Count: > 0 and <= Batch.Largest } songs)
            return Problem.Invalid("songIds", $"songIds must be 1 to {Batch.Largest} ids.");
        // Who may not change the playlist needs not learn which songs there are.
        if (await store.CheckOwnerAsync(playlist, user, cancellationToken) is { } refused)
            return refused;
        if (await FindMissingAsync(songs, cancellationToken) is { } missing)
            return Problem.NotFound("songIds", missing, "There is no such song.");

        return await store.ChangeItemsAsync(
            playlist,
            user,
            async (pages, now, token) =>
            {
                if (pages.Count + songs.Count > MostItems)
                    return Problem.Conflict(Problems.LimitExceeded, $"A playlist holds at most {MostItems} songs.");
                if (add.Position is { } place && (place < 0 || place > pages.Count))
                    return Problem.Invalid("position", $"position must be 0 to {pages.Count}.");
                var items = songs.Select(song => new PlaylistItem(Guid.CreateVersion7(now), song, user, now)).ToArray();
                await pages.InsertAsync(add.Position ?? pages.Count, items, token);
                return null;
            },
            cancellationToken);
    }

    public async Task<Outcome<PlaylistHead>> RemoveAsync(Guid playlist, Guid user, ItemsToRemove remove, CancellationToken cancellationToken)
    {
        if (remove.ItemIds is not { Count: > 0 and <= MostItems })
            return Problem.Invalid("itemIds", $"itemIds must be 1 to {MostItems} ids.");
        var ids = remove.ItemIds.ToHashSet();
        var isFirst = true;
        while (true)
        {
            var hasMore = false;
            // Somebody else may have removed some of them a moment ago; only when there is nothing left to do it is an error.
            var outcome = await store.ChangeItemsAsync(
                playlist,
                user,
                async (pages, _, token) =>
                {
                    (var removed, hasMore) = await pages.RemoveAsync(ids, token);
                    return removed.Count > 0 || !isFirst
                        ? null
                        : Problem.NotFound("itemIds", remove.ItemIds[0], "None of these items is in the playlist.");
                },
                cancellationToken);
            if (outcome.Problem is not null || !hasMore)
                return outcome;
            isFirst = false;
        }
    }

    public Task<Outcome<PlaylistHead>> MoveAsync(Guid playlist, Guid user, ItemMove move, CancellationToken cancellationToken) =>
        store.ChangeItemsAsync(
            playlist,
            user,
            async (pages, _, token) =>
            {
                if (move.Position < 0 || move.Position >= Math.Max(1, pages.Count))
                    return Problem.Invalid("position", $"position must be 0 to {Math.Max(0, pages.Count - 1)}.");
                if (await pages.RemoveAsync(new HashSet<Guid> { move.ItemId }, token) is not ([var item], _))
                    return Problem.NotFound("itemId", move.ItemId, "This item is not in the playlist.");
                await pages.InsertAsync(move.Position, [item], token);
                return null;
            },
            cancellationToken);

    private async Task<Guid?> FindMissingAsync(IReadOnlyList<Guid> songs, CancellationToken cancellationToken)
    {
        var distinct = songs.Distinct().ToArray();
        var items = await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", distinct, cancellationToken);
        var known = items.OfType<Song>().Select(song => song.Id).ToHashSet();
        return distinct.Where(id => !known.Contains(id)).Select(id => (Guid?)id).FirstOrDefault();
    }
}
