using System.Collections.Concurrent;
using MusicGraph.Contracts;
using MusicGraph.Playlists.History;
using MusicGraph.Playlists.Upkeep;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// Edits the items of a playlist: the head and those pages that change, in one transaction. Two who edit at once take turns, by the
/// head's etag; each edit is made on what the one before it left.
/// </summary>
internal sealed class ItemEdits(Transactions transactions, PlaylistUpkeep upkeep, Eagerly eagerly, IItemsTeller teller, TimeProvider time)
{
    private const int MostHints = 100_000;

    // The last page of playlists that were edited here: where an append finds it in the same call as the head.
    private readonly ConcurrentDictionary<Guid, int> _lastPages = [];

    /// <param name="user">Who edits; null for the system, which may.</param>
    /// <param name="snapshotId">Which state the caller saw; null where they do not say.</param>
    /// <param name="namesPlaces">Whether the edit makes sense in that state only, because it names places rather than items.</param>
    /// <param name="edit">Makes the edit, perhaps more than once; a null edit is none.</param>
    public async Task<Outcome<PlaylistHead>> RunAsync(
        Guid id,
        Guid? user,
        string? snapshotId,
        bool namesPlaces,
        Func<ItemPages, DateTimeOffset, CancellationToken, Task<Outcome<ItemEdit?>>> edit,
        CancellationToken cancellationToken)
    {
        ItemEdit? made = null;
        var outcome = await PageGoneException.RetryAsync(() => transactions.RunAsync<PlaylistHead>(
            PlaylistKeys.Head(id),
            async (session, token) =>
            {
                await session.LoadAsync(KeysOf(id), token);
                if (FindEditable(session, id, user).Failed(out var problem, out var head))
                    return problem;
                if (CheckSnapshot(head, snapshotId, namesPlaces) is { } conflict)
                    return conflict;
                var now = time.GetUtcNow();
                var pages = new ItemPages(session, id, head.Pages, head.NextPage);
                if ((await edit(pages, now, token)).Failed(out problem, out made))
                    return problem;
                if (made is null)
                    return head;
                await pages.JoinAsync(token);
                var changed = Changed(head, pages, made, user, now);
                session.Put(PlaylistKeys.Head(id), changed);
                return changed;
            },
            cancellationToken));
        if (outcome.Problem is null && made is not null)
            await AfterAsync(outcome.Value, user, made.Kind);
        return outcome;
    }

    /// <summary>The head, if the user may edit the items.</summary>
    public async Task<Problem?> CheckAsync(Guid id, Guid user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync([PlaylistKeys.Head(id)], cancellationToken);
        return FindEditable(session, id, user).Problem;
    }

    private static PlaylistHead Changed(PlaylistHead head, ItemPages pages, ItemEdit made, Guid? user, DateTimeOffset now) => head with
    {
        Pages = pages.Pages,
        NextPage = pages.NextPage,
        Version = head.Version + 1,
        UpdatedAt = now,
        Dropped = pages.Dropped.Count == 0 ? head.Dropped : [.. head.Dropped ?? [], .. pages.Dropped],
        RecentHistory = HistoryFormat.Append(head.RecentHistory, made.ToEntry(head.Version + 1, user, now)),
    };

    private static Outcome<PlaylistHead> FindEditable(StateSession session, Guid id, Guid? user)
    {
        var head = session.Loaded<PlaylistHead>(PlaylistKeys.Head(id));
        if (head is null || head.IsDeleted || (user is not null && !head.IsVisibleTo(user)))
            return PlaylistProblems.NotThere(id, user);
        return user is not { } editor || head.IsEditableBy(editor) ? head : PlaylistProblems.NotTheirs();
    }

    private static Problem? CheckSnapshot(PlaylistHead head, string? snapshotId, bool namesPlaces)
    {
        if (snapshotId is null)
            return null;
        if (!Snapshots.TryRead(snapshotId, head.Id, out var version) || version < 0 || version > head.Version)
            return Problem.Invalid("snapshotId", "snapshotId is none of this playlist's.");
        return namesPlaces && version != head.Version ? Problem.SnapshotConflict(Snapshots.Of(head.Id, head.Version)) : null;
    }

    private IEnumerable<string> KeysOf(Guid id)
    {
        yield return PlaylistKeys.Head(id);
        if (_lastPages.TryGetValue(id, out var last))
            yield return PlaylistKeys.Page(id, last);
    }

    private async Task AfterAsync(PlaylistHead head, Guid? user, PlaylistChangeKind kind)
    {
        if (_lastPages.Count > MostHints)
            _lastPages.Clear();
        if (head.Pages is [.., var last])
            _lastPages[head.Id] = last.Number;
        teller.Tell(head.ToItemsChange(user, kind));
        if (PlaylistUpkeep.IsDue(head))
            await eagerly.HandleAsync(head.Id, upkeep.RunAsync);
    }
}
