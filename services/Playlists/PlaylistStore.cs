using MusicGraph.Contracts;
using MusicGraph.Playlists.Items;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>Reads and writes playlists; see <see cref="PlaylistKeys"/>. A head and its pages change in one transaction.</summary>
internal sealed class PlaylistStore(Transactions transactions, TimeProvider time)
{
    /// <param name="playlist">Checked by <see cref="PlaylistRules"/>.</param>
    public Task<Outcome<PlaylistHead>> AddAsync(NewPlaylist playlist, Guid owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return transactions.RunAsync<PlaylistHead>(
            [PlaylistKeys.OfOwner(owner).HeadKey, PlaylistKeys.Public.HeadKey],
            async (session, token) =>
            {
                await session.LoadAsync([PlaylistKeys.Head(id)], token);
                await PagedLog.LoadForAppendAsync(
                    session, [PlaylistKeys.OfOwner(owner), PlaylistKeys.PublicOfOwner(owner), PlaylistKeys.Public], token);
                var entries = new ListEntries(await PlaylistKeys.OfOwner(owner).AppendAsync(session, id, token), null, null);
                var head = new PlaylistHead(
                    id, owner, playlist.Name, playlist.Description, playlist.Visibility, Version: 0, now, now, [], NextPage: 0, entries);
                head = await ListedAsync(session, head, token);
                session.Put(PlaylistKeys.Head(id), head);
                return head;
            },
            cancellationToken);
    }

    /// <summary>Edits what is in the head.</summary>
    public Task<Outcome<PlaylistHead>> EditAsync(Guid id, Guid user, PlaylistEdit edit, CancellationToken cancellationToken) =>
        transactions.RunAsync<PlaylistHead>(
            [PlaylistKeys.Head(id)],
            async (session, token) =>
            {
                if ((await OwnedAsync(session, id, user, token)).Failed(out var problem, out var head)
                    || PlaylistRules.Apply(head, edit, time.GetUtcNow()).Failed(out problem, out var edited))
                {
                    return problem;
                }

                edited = await ListedAsync(session, edited, token);
                session.Put(PlaylistKeys.Head(id), edited);
                return edited;
            },
            cancellationToken);

    /// <summary>Deletes the head, its pages and its places in the lists.</summary>
    public Task<Outcome<PlaylistHead>> DeleteAsync(Guid id, Guid user, CancellationToken cancellationToken) =>
        transactions.RunAsync<PlaylistHead>(
            [PlaylistKeys.Head(id)],
            async (session, token) =>
            {
                if ((await OwnedAsync(session, id, user, token)).Failed(out var problem, out var head))
                    return problem;
                await new ItemPages(session, id, head.Pages, head.NextPage).ClearAsync(token);
                await ListedAsync(session, head with { Visibility = Visibility.Private }, token);
                await PlaylistKeys.OfOwner(head.OwnerId).RemoveAsync(session, head.Entries.Owner, token);
                session.Delete(PlaylistKeys.Head(id));
                return head;
            },
            cancellationToken);

    /// <summary>Changes the items; <paramref name="change"/> may run more than once.</summary>
    public Task<Outcome<PlaylistHead>> ChangeItemsAsync(
        Guid id,
        Guid user,
        Func<ItemPages, DateTimeOffset, CancellationToken, Task<Problem?>> change,
        CancellationToken cancellationToken) =>
        transactions.RunAsync<PlaylistHead>(
            [PlaylistKeys.Head(id)],
            async (session, token) =>
            {
                if ((await OwnedAsync(session, id, user, token)).Failed(out var problem, out var head))
                    return problem;
                var now = time.GetUtcNow();
                var pages = new ItemPages(session, id, head.Pages, head.NextPage);
                if (await change(pages, now, token) is { } refused)
                    return refused;
                var changed = head with
                {
                    Pages = [.. pages.Pages],
                    NextPage = pages.NextPage,
                    Version = head.Version + 1,
                    UpdatedAt = now,
                };
                session.Put(PlaylistKeys.Head(id), changed);
                return changed;
            },
            cancellationToken);

    /// <summary>Whether the user may change the playlist.</summary>
    public async Task<Problem?> CheckOwnerAsync(Guid id, Guid user, CancellationToken cancellationToken) =>
        (await OwnedAsync(transactions.Read(), id, user, cancellationToken)).Problem;

    /// <summary>Those of the playlists that are there and visible to the user, in the order of the ids, in one call.</summary>
    public async Task<Playlist[]> FindAsync(IReadOnlyList<Guid> ids, Guid? user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(PlaylistKeys.Head), cancellationToken);
        return [.. ids
            .Select(id => session.Loaded<PlaylistHead>(PlaylistKeys.Head(id)))
            .OfType<PlaylistHead>()
            .Where(head => head.IsVisibleTo(user))
            .Select(head => head.ToPlaylist())];
    }

    /// <summary>One window of each of several lists, newest first.</summary>
    /// <param name="requests">The owner whose playlists are meant, null for all public ones.</param>
    public async Task<Outcome<Page<Playlist>[]>> WindowsAsync(
        IReadOnlyList<(Guid? Owner, PageRequest? Page)> requests, Guid? user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var windows = await PagedLog<Guid>.WindowsAsync(
            session,
            [.. requests.Select(request => (ListOf(request.Owner, user), request.Page))],
            newestFirst: true,
            cancellationToken);
        if (windows.Failed(out var problem, out var pages))
            return problem;
        await session.LoadAsync(pages.SelectMany(page => page.Items).Select(item => PlaylistKeys.Head(item.Value)), cancellationToken);
        return pages.Select(page => ToPage(session, page, user)).ToArray();
    }

    /// <summary>One window of the items of each of several playlists.</summary>
    public Task<Outcome<Page<PlaylistItem>?[]>> ItemsAsync(
        IReadOnlyList<ItemsWindow> windows, Guid? user, CancellationToken cancellationToken) =>
        ItemWindows.ReadAsync(transactions.Read(), windows, user, cancellationToken);

    private static PagedLog<Guid> ListOf(Guid? owner, Guid? user) => owner is not { } id
        ? PlaylistKeys.Public
        : id == user ? PlaylistKeys.OfOwner(id) : PlaylistKeys.PublicOfOwner(id);

    private static Page<Playlist> ToPage(StateSession session, Page<Guid> page, Guid? user) => new(
        [.. page.Items
            .Select(item => (item.Cursor, Head: session.Loaded<PlaylistHead>(PlaylistKeys.Head(item.Value))))
            // The list was read before the heads: one may be gone or hidden by now.
            .Where(item => item.Head is not null && item.Head.IsVisibleTo(user))
            .Select(item => new PageItem<Playlist>(item.Cursor, item.Head!.ToPlaylist()))],
        page.HasNextPage,
        page.HasPreviousPage,
        page.TotalCount);

    private static async Task<Outcome<PlaylistHead>> OwnedAsync(
        StateSession session, Guid id, Guid user, CancellationToken cancellationToken)
    {
        var head = await session.GetAsync<PlaylistHead>(PlaylistKeys.Head(id), cancellationToken);
        if (head is null || !head.IsVisibleTo(user))
            return Problem.NotFound("There is no such playlist, or you may not see it.");
        return head.OwnerId == user ? head : Problem.Forbidden("This playlist belongs to somebody else.");
    }

    /// <summary>The head with its places in the lists of public playlists made what its visibility says.</summary>
    private static async Task<PlaylistHead> ListedAsync(StateSession session, PlaylistHead head, CancellationToken cancellationToken)
    {
        var ofOwner = PlaylistKeys.PublicOfOwner(head.OwnerId);
        var entries = head.Entries;
        if (head.Visibility == Visibility.Public && entries.Public is null)
        {
            entries = entries with
            {
                OwnerPublic = await ofOwner.AppendAsync(session, head.Id, cancellationToken),
                Public = await PlaylistKeys.Public.AppendAsync(session, head.Id, cancellationToken),
            };
        }
        else if (head.Visibility == Visibility.Private && entries.Public is { } inPublic)
        {
            await ofOwner.RemoveAsync(session, entries.OwnerPublic!.Value, cancellationToken);
            await PlaylistKeys.Public.RemoveAsync(session, inPublic, cancellationToken);
            entries = entries with { OwnerPublic = null, Public = null };
        }

        return head with { Entries = entries };
    }
}
