using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Follows;

/// <summary>Reads the lists of users and artists that belong to users, as far as who asks may see them.</summary>
internal sealed class FollowLists(Transactions transactions)
{
    /// <summary>
    /// One window of users each, newest first; empty where the list is not for the viewer. Users that the viewer has no part in (one
    /// blocks the other, or they are gone) are left out of the window, but not of its count.
    /// </summary>
    public async Task<Outcome<Page<Guid>[]>> UsersAsync(
        IReadOnlyList<ParentWindow> windows, Func<Guid, PagedLog<Guid>> listOf, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        if ((await ReadAsync(session, windows, listOf, viewer, cancellationToken)).Failed(out var problem, out var pages))
            return problem;
        var sight = new Sight(session, viewer);
        await sight.LoadAsync(pages.SelectMany(page => page.Items).Select(item => item.Value), cancellationToken);
        return pages.Select(page => page with { Items = [.. page.Items.Where(item => sight.Knows(item.Value))] }).ToArray();
    }

    /// <summary>One window of the artists that each of the users follows, newest first; empty where it is not for the viewer.</summary>
    public Task<Outcome<Page<Guid>[]>> ArtistsAsync(
        IReadOnlyList<ParentWindow> windows, CurrentUser? viewer, CancellationToken cancellationToken) =>
        ReadAsync(transactions.Read(), windows, SocialKeys.ArtistsFollowed, viewer, cancellationToken);

    /// <summary>All that a user follows.</summary>
    public async Task<FollowedIds> AllAsync(Guid user, CancellationToken cancellationToken)
    {
        var lists = await PagedLog<Guid>.ReadAllAsync(
            transactions.Read(), [SocialKeys.Following(user), SocialKeys.ArtistsFollowed(user)], cancellationToken);
        return new FollowedIds(lists[0], lists[1]);
    }

    private static async Task<Outcome<Page<Guid>[]>> ReadAsync(
        StateSession session,
        IReadOnlyList<ParentWindow> windows,
        Func<Guid, PagedLog<Guid>> listOf,
        CurrentUser? viewer,
        CancellationToken cancellationToken)
    {
        var sight = new Sight(session, viewer);
        var lists = windows.Select(window => (List: listOf(window.ParentId), window.Page, window.ParentId)).ToArray();
        await session.LoadAsync(
            [.. sight.KeysOf(windows.Select(window => window.ParentId)), .. lists.Select(list => list.List.Aggregate)], cancellationToken);
        var seen = lists.Where(list => sight.SeesProfile(list.ParentId)).Select(list => (list.List, (PageRequest?)list.Page)).ToArray();
        var read = await PagedLog<Guid>.WindowsAsync(session, seen, newestFirst: true, cancellationToken);
        if (read.Failed(out var problem, out var pages))
            return problem;
        var next = 0;
        return lists.Select(list => sight.SeesProfile(list.ParentId) ? pages[next++] : new Page<Guid>([], false, false, 0)).ToArray();
    }
}
