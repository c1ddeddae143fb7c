using MusicGraph.Contracts;
using MusicGraph.Playlists.History;
using MusicGraph.Playlists.Items;
using MusicGraph.Playlists.Likes;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>Reads playlists, their lists and their items, many at a time.</summary>
internal sealed class PlaylistReader(Transactions transactions, LikeStore likes, GoneSongs gone, ItemChanges changes, Eagerly eagerly)
{
    /// <summary>Those of the playlists that are there and visible to the user, in the order of the ids, in one call.</summary>
    public async Task<Playlist[]> FindAsync(IReadOnlyList<Guid> ids, Guid? user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var liked = user is { } one && ids.Contains(LikeStore.PlaylistOf(one)) ? user : null;
        await session.LoadAsync(
            [.. ids.Select(PlaylistKeys.Head), .. liked is { } owner ? [PlaylistKeys.LikesOf(owner).Aggregate] : Array.Empty<string>()],
            cancellationToken);
        return [.. ids.Select(Find).OfType<Playlist>()];

        Playlist? Find(Guid id) =>
            liked is { } owner && id == LikeStore.PlaylistOf(owner) ? LikeStore.ToPlaylist(session, owner)
            : session.Loaded<PlaylistHead>(PlaylistKeys.Head(id)) is { } head && head.IsVisibleTo(user) ? head.ToPlaylist(user)
            : null;
    }

    /// <summary>One window of each of several lists, newest first; what the user may not see is left out.</summary>
    public async Task<Outcome<Page<Playlist>[]>> WindowsAsync(
        IReadOnlyList<(PagedLog<Guid> List, PageRequest? Page)> requests, Guid? user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var windows = await PagedLog<Guid>.WindowsAsync(session, requests, newestFirst: true, cancellationToken);
        if (windows.Failed(out var problem, out var pages))
            return problem;
        await session.LoadAsync(pages.SelectMany(page => page.Items).Select(item => PlaylistKeys.Head(item.Value)), cancellationToken);
        return pages.Select(page => ToPage(session, page, user)).ToArray();
    }

    /// <summary>The list of the playlists that a user sees of an owner; all public ones where no owner is meant.</summary>
    public static PagedLog<Guid> ListOf(Guid? owner, Guid? user) => owner is not { } id
        ? PlaylistKeys.Public
        : id == user ? PlaylistKeys.OfOwner(id) : PlaylistKeys.PublicOfOwner(id);

    /// <summary>
    /// One window of the items of each of several playlists; null where the user may see no such playlist. Items whose songs are gone are
    /// removed on the way.
    /// </summary>
    public async Task<Outcome<Page<PlaylistItem>?[]>> ItemsAsync(
        IReadOnlyList<ItemsWindow> windows, Guid? user, CancellationToken cancellationToken)
    {
        await gone.RefreshAsync(cancellationToken);
        var liked = user is { } one ? LikeStore.PlaylistOf(one) : (Guid?)null;
        var read = await ReadAsync();
        if (read.Problem is null && await RemoveGoneAsync(windows, read.Value))
            read = await ReadAsync();
        if (read.Failed(out var problem, out var pages))
            return problem;
        for (var i = 0; i < pages.Length; i++)
        {
            if (windows[i].PlaylistId != liked)
                continue;
            if ((await likes.WindowAsync(user!.Value, windows[i].Page, cancellationToken)).Failed(out problem, out var page))
                return problem;
            pages[i] = page;
        }

        return pages;

        // What is liked lies elsewhere; its cursors are none of a playlist's.
        Task<Outcome<Page<PlaylistItem>?[]>> ReadAsync() => PageGoneException.RetryAsync(() => ItemWindows.ReadAsync(
            transactions.Read(),
            [.. windows.Select(window => window.PlaylistId == liked ? window with { Page = new PageRequest() } : window)],
            user,
            cancellationToken));
    }

    /// <summary>One window each of what was done to the items of playlists, newest first; null where the user does not take part.</summary>
    public async Task<Outcome<Page<PlaylistHistoryEntry>?[]>> HistoryAsync(
        IReadOnlyList<ItemsWindow> windows, Guid user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(windows.Select(window => PlaylistKeys.Head(window.PlaylistId)), cancellationToken);
        var pages = new Page<PlaylistHistoryEntry>?[windows.Count];
        for (var i = 0; i < pages.Length; i++)
        {
            var head = session.Loaded<PlaylistHead>(PlaylistKeys.Head(windows[i].PlaylistId));
            if (head is null || head.IsDeleted || !head.IsMember(user))
                continue;
            if ((await HistoryWindows.ReadAsync(session, head, windows[i].Page, cancellationToken)).Failed(out var problem, out var page))
                return problem;
            pages[i] = page;
        }

        return pages;
    }

    private async Task<bool> RemoveGoneAsync(IReadOnlyList<ItemsWindow> windows, Page<PlaylistItem>?[] pages)
    {
        var any = false;
        for (var i = 0; i < pages.Length; i++)
        {
            var left = pages[i]?.Items.Where(item => gone.Contains(item.Value.SongId)).Select(item => item.Value.Id).ToHashSet();
            if (left is not { Count: > 0 })
                continue;
            any = true;
            await eagerly.HandleAsync(windows[i].PlaylistId, (id, token) => changes.RemoveGoneAsync(id, left, token));
        }

        return any;
    }

    private static Page<Playlist> ToPage(StateSession session, Page<Guid> page, Guid? user) => new(
        [.. page.Items
            .Select(item => (item.Cursor, Head: session.Loaded<PlaylistHead>(PlaylistKeys.Head(item.Value))))
            // The list was read before the heads: one may be gone or hidden by now.
            .Where(item => item.Head is not null && item.Head.IsVisibleTo(user))
            .Select(item => new PageItem<Playlist>(item.Cursor, item.Head!.ToPlaylist(user)))],
        page.HasNextPage,
        page.HasPreviousPage,
        page.TotalCount);
}
