using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Shares;

/// <summary>What users shared, each by a window: with everyone, and for followers and themselves also with followers.</summary>
internal sealed class ShareLists(Transactions transactions)
{
    public async Task<Outcome<Page<Share>[]>> WindowsAsync(
        IReadOnlyList<ParentWindow> windows, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        await sight.LoadAsync(windows.Select(window => window.ParentId), cancellationToken);
        var seen = windows.Where(window => sight.SeesProfile(window.ParentId)).ToArray();
        var read = await PagedLog<FeedEntry>.WindowsAsync(
            session,
            [.. seen.Select(window => (ListFor(window.ParentId, sight), (PageRequest?)window.Page))],
            newestFirst: true,
            cancellationToken);
        if (read.Failed(out var problem, out var pages))
            return problem;
        await session.LoadAsync(
            pages.SelectMany(page => page.Items).Select(item => SocialKeys.Share(item.Value.Id)), cancellationToken);

        var next = 0;
        return windows.Select(window => sight.SeesProfile(window.ParentId)
            ? Shares(pages[next++], session)
            : new Page<Share>([], false, false, 0)).ToArray();
    }

    private static PagedLog<FeedEntry> ListFor(Guid user, Sight sight) =>
        sight.ViewerId == user || sight.TiesWith(user).Mine.Follows == FollowState.Follows
            ? SocialKeys.SharesOf(user)
            : SocialKeys.PublicSharesOf(user);

    private static Page<Share> Shares(Page<FeedEntry> page, StateSession session) => new(
        [.. page.Items
            .Select(item => (item.Cursor, session.Loaded<ShareRecord>(SocialKeys.Share(item.Value.Id))?.Live))
            .Where(item => item.Live is not null)
            .Select(item => new PageItem<Share>(item.Cursor, item.Live!))],
        page.HasNextPage,
        page.HasPreviousPage,
        page.TotalCount);
}
