using MusicGraph.Contracts;
using MusicGraph.Playlists.Items;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>
/// Reads and writes playlists; see <see cref="PlaylistKeys"/>. A head and its pages change in one transaction; the lists of playlists
/// follow the heads.
/// </summary>
internal sealed class PlaylistStore(Transactions transactions, Eagerly eagerly, TimeProvider time)
{
    private const int PagesInOneTransaction = 90;

    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan DeletionIsRemembered = TimeSpan.FromDays(7);

    /// <param name="playlist">Checked by <see cref="PlaylistRules"/>.</param>
    public async Task<PlaylistHead> AddAsync(NewPlaylist playlist, Guid owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var head = new PlaylistHead(
            Guid.CreateVersion7(now), owner, playlist.Name, playlist.Description, playlist.Visibility, Version: 0, now, now, [], NextPage: 0,
            Revision: 0);
        var added = await ChangeHeadAsync(head.Id, (_, _) => Task.FromResult<Outcome<PlaylistHead>>(head), cancellationToken);
        return added.Value;
    }

    /// <summary>Edits what is in the head.</summary>
    public Task<Outcome<PlaylistHead>> EditAsync(Guid id, Guid user, PlaylistEdit edit, CancellationToken cancellationToken) =>
        ChangeHeadAsync(
            id,
            async (session, token) =>
                (await OwnedAsync(session, id, user, token)).Failed(out var problem, out var head)
                || PlaylistRules.Apply(head, edit, time.GetUtcNow()).Failed(out problem, out head)
                    ? problem
                    : head with { Revision = head.Revision + 1 },
            cancellationToken);

    /// <summary>Deletes a playlist; its pages and its places in the lists follow.</summary>
    public Task<Outcome<PlaylistHead>> DeleteAsync(Guid id, Guid user, CancellationToken cancellationToken) =>
        ChangeHeadAsync(
            id,
            async (session, token) => (await OwnedAsync(session, id, user, token)).Failed(out var problem, out var head)
                ? problem
                : head with { Revision = head.Revision + 1, IsDeleted = true },
            cancellationToken);

    /// <summary>Brings the lists to what the change says, and removes the pages of a playlist that was deleted.</summary>
    public async Task FollowAsync(PlaylistChanged change, CancellationToken cancellationToken)
    {
        var playlist = change.Playlist;
        var isPublic = !change.IsDeleted && playlist.Visibility == Visibility.Public;
        await Task.WhenAll(
            ListAsync(PlaylistKeys.OfOwner(playlist.OwnerId), !change.IsDeleted),
            ListAsync(PlaylistKeys.PublicOfOwner(playlist.OwnerId), isPublic),
            ListAsync(PlaylistKeys.Public, isPublic));
        if (change.IsDeleted)
            await DeletePagesAsync(playlist.Id, cancellationToken);

        Task ListAsync(PagedLog<Guid> list, bool belongs) => belongs
            ? list.AddAsync(transactions, playlist.Id.ToString("N"), change.Revision, () => playlist.Id, cancellationToken)
            : list.RemoveAsync(transactions, playlist.Id.ToString("N"), change.Revision, cancellationToken);
    }

    /// <summary>Changes the items; <paramref name="change"/> may run more than once.</summary>
    public Task<Outcome<PlaylistHead>> ChangeItemsAsync(
        Guid id,
        Guid user,
        Func<ItemPages, DateTimeOffset, CancellationToken, Task<Problem?>> change,
        CancellationToken cancellationToken) =>
        transactions.RunAsync<PlaylistHead>(
            PlaylistKeys.Head(id),
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

    /// <summary>Writes a head and tells of it.</summary>
    private async Task<Outcome<PlaylistHead>> ChangeHeadAsync(
        Guid id, Func<StateSession, CancellationToken, Task<Outcome<PlaylistHead>>> change, CancellationToken cancellationToken)
    {
        var key = PlaylistKeys.Head(id);
        var outcome = await transactions.RunAsync<PlaylistHead>(
            key,
            async (session, token) =>
            {
                await session.LoadAsync([key], token);
                if ((await change(session, token)).Failed(out var problem, out var head))
                    return problem;
                session.PutAndTell<PlaylistHead, PlaylistEvent>(key, head, head.ToChange(), head.IsDeleted ? DeletionIsRemembered : null);
                return head;
            },
            cancellationToken);
        if (outcome.Problem is null)
            await eagerly.HandleAsync(outcome.Value.ToChange(), FollowAsync);
        return outcome;
    }

    private async Task DeletePagesAsync(Guid id, CancellationToken cancellationToken)
    {
        var head = await transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(id), cancellationToken);
        foreach (var some in (head?.Pages ?? []).Chunk(PagesInOneTransaction))
        {
            await transactions.RunAsync<bool>(
                PlaylistKeys.Head(id),
                async (session, token) =>
                {
                    var keys = some.Select(page => PlaylistKeys.Page(id, page.Number)).ToArray();
                    await session.LoadAsync(keys, token);
                    foreach (var key in keys)
                        session.Delete(key);
                    return true;
                },
                cancellationToken);
        }
    }
}
