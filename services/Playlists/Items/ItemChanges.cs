using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists.Items;

/// <summary>Adding, removing, moving and replacing items: the rules, and the edits they allow.</summary>
internal sealed class ItemChanges(ItemEdits edits, KnownSongs songs, GoneSongs gone)
{
    /// <summary>Items of one playlist.</summary>
    public const int MostItems = 10_000;

    /// <summary>Songs or items that one request names.</summary>
    public const int MostAtOnce = 100;

    public async Task<Outcome<PlaylistHead>> AddAsync(Guid playlist, Guid user, ItemsToAdd add, CancellationToken cancellationToken)
    {
        if (add.SongIds is not { Count: > 0 and <= MostAtOnce })
            return Problem.Invalid("songIds", $"songIds must be 1 to {MostAtOnce} ids.");
        if ((await FindAsync(playlist, user, add.SongIds, cancellationToken)).Failed(out var problem, out var found))
            return problem;

        return await edits.RunAsync(
            playlist,
            user,
            add.SnapshotId,
            namesPlaces: add.Position is not null,
            async (pages, now, token) =>
            {
                if (pages.Count + found.Length > MostItems)
                    return Problem.Conflict(Problems.LimitExceeded, $"A playlist holds at most {MostItems} songs.");
                var place = add.Position ?? pages.Count;
                if (place < 0 || place > pages.Count)
                    return Problem.Invalid("position", $"position must be 0 to {pages.Count}.");
                var items = ItemsOf(found, user, now);
                await pages.InsertAsync(place, items, token);
                return ItemEdit.Of(PlaylistChangeKind.Added, items, to: place);
            },
            cancellationToken);
    }

    public async Task<Outcome<PlaylistHead>> RemoveAsync(Guid playlist, Guid user, ItemsToRemove remove, CancellationToken cancellationToken)
    {
        if (remove.ItemIds is not { Count: > 0 and <= MostAtOnce })
            return Problem.Invalid("itemIds", $"itemIds must be 1 to {MostAtOnce} ids.");
        return await RemoveAsync(
            playlist,
            user,
            remove.SnapshotId,
            remove.ItemIds.ToHashSet(),
            () => Problem.NotFound("itemIds", remove.ItemIds[0], "None of these items is in the playlist."),
            cancellationToken);
    }

    /// <summary>Removes items whose songs are gone from the catalog.</summary>
    public Task<Outcome<PlaylistHead>> RemoveGoneAsync(Guid playlist, IReadOnlySet<Guid> items, CancellationToken cancellationToken) =>
        RemoveAsync(playlist, user: null, snapshotId: null, items, nothingThere: null, cancellationToken);

    public Task<Outcome<PlaylistHead>> MoveAsync(Guid playlist, Guid user, ItemMove move, CancellationToken cancellationToken) =>
        edits.RunAsync(
            playlist,
            user,
            move.SnapshotId,
            namesPlaces: false,
            async (pages, _, token) =>
            {
                // The end of what the caller saw may lie beyond that of today.
                var last = Math.Max(0, pages.Count - 1);
                var place = move.SnapshotId is null ? move.Position : Math.Min(move.Position, last);
                if (place < 0 || place > last)
                    return Problem.Invalid("position", $"position must be 0 to {last}.");
                if (await pages.RemoveAsync(new HashSet<Guid> { move.ItemId }, token) is not ([var item], var from, _))
                    return Problem.NotFound("itemId", move.ItemId, "This item is not in the playlist.");
                await pages.InsertAsync(place, [item], token);
                return ItemEdit.Of(PlaylistChangeKind.Moved, [item], from, place);
            },
            cancellationToken);

    public Task<Outcome<PlaylistHead>> ReorderAsync(Guid playlist, Guid user, ItemsReorder reorder, CancellationToken cancellationToken) =>
        edits.RunAsync(
            playlist,
            user,
            reorder.SnapshotId,
            namesPlaces: true,
            async (pages, _, token) =>
            {
                var (start, before, length) = (reorder.RangeStart, reorder.InsertBefore, reorder.RangeLength);
                if (start < 0 || start >= pages.Count)
                    return Problem.Invalid("rangeStart", $"rangeStart must be 0 to {pages.Count - 1}.");
                if (length < 1 || length > pages.Count - start)
                    return Problem.Invalid("rangeLength", $"rangeLength must be 1 to {pages.Count - start}.");
                if (before < 0 || before > pages.Count)
                    return Problem.Invalid("insertBefore", $"insertBefore must be 0 to {pages.Count}.");
                var named = await pages.ReadAsync(start, Math.Min(length, MostAtOnce), token);
                await pages.MoveRangeAsync(start, length, before, token);
                var to = before < start ? before : Math.Max(start, before - length);
                return new ItemEdit(PlaylistChangeKind.Moved, [.. named.Select(item => item.SongId)], length, start, to);
            },
            cancellationToken);

    public async Task<Outcome<PlaylistHead>> ReplaceAsync(
        Guid playlist, Guid user, ItemsReplacement replacement, CancellationToken cancellationToken)
    {
        if (replacement.SongIds is not { Count: <= MostAtOnce })
            return Problem.Invalid("songIds", $"songIds must be at most {MostAtOnce} ids.");
        if ((await FindAsync(playlist, user, replacement.SongIds, cancellationToken)).Failed(out var problem, out var found))
            return problem;
        return await edits.RunAsync(
            playlist,
            user,
            replacement.SnapshotId,
            namesPlaces: true,
            async (pages, now, token) =>
            {
                pages.Clear();
                var items = ItemsOf(found, user, now);
                if (items.Length > 0)
                    await pages.InsertAsync(0, items, token);
                return ItemEdit.Of(PlaylistChangeKind.Replaced, items);
            },
            cancellationToken);
    }

    private async Task<Outcome<PlaylistHead>> RemoveAsync(
        Guid playlist, Guid? user, string? snapshotId, IReadOnlySet<Guid> ids, Func<Problem>? nothingThere, CancellationToken cancellationToken)
    {
        while (true)
        {
            var hasMore = false;
            // Somebody else may have removed some of them a moment ago; only when there is nothing left to do it is an error.
            var outcome = await edits.RunAsync(
                playlist,
                user,
                snapshotId,
                namesPlaces: false,
                async (pages, _, token) =>
                {
                    (var removed, var from, hasMore) = await pages.RemoveAsync(ids, token);
                    if (removed.Count > 0)
                        return ItemEdit.Of(PlaylistChangeKind.Removed, removed, from);
                    return nothingThere?.Invoke() is { } problem ? problem : (ItemEdit?)null;
                },
                cancellationToken);
            if (outcome.Problem is not null || !hasMore)
                return outcome;
            nothingThere = null;
        }
    }

    private async Task<Outcome<KnownSong[]>> FindAsync(
        Guid playlist, Guid user, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await gone.RefreshAsync(cancellationToken);
        if (songs.Recall(ids) is { } known)
            return known;
        // Who may not change the playlist needs not learn which songs there are.
        if (await edits.CheckAsync(playlist, user, cancellationToken) is { } refused)
            return refused;
        return await songs.FindAsync(ids, cancellationToken);
    }

    private static PlaylistItem[] ItemsOf(KnownSong[] songs, Guid user, DateTimeOffset now) =>
        [.. songs.Select(song => new PlaylistItem(Guid.Empty, song.Id, user, now, song.Kind, song.DurationMs))];
}
