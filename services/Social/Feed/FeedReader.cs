using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Feed;

/// <summary>
/// A user's feed: what those they follow shared with all followers, and what was addressed to them. It is merged when it is
/// read, so that a share costs the same whether one follows or a million do.
/// </summary>
internal sealed class FeedReader(Transactions transactions)
{
    public async Task<Outcome<Page<Share>>> ReadAsync(Guid user, PageRequest page, CancellationToken cancellationToken)
    {
        if (Window.Of(page).Failed(out var problem, out var window))
            return problem;
        if (!FeedEntry.TryRead(window.After, out var after))
            return Problem.Invalid("after", "after is not a cursor of a feed.");
        if (!FeedEntry.TryRead(window.Before, out var before))
            return Problem.Invalid("before", "before is not a cursor of a feed.");

        var session = transactions.Read();
        var followed = await PagedLog<Guid>.ReadAllAsync(session, [SocialKeys.Following(user)], cancellationToken);
        PagedLog<FeedEntry>[] lists = [SocialKeys.Inbox(user), .. followed[0].Select(SocialKeys.SharesOf)];
        await PagedLog.LoadHeadsAsync(session, lists, cancellationToken);

        var merge = new FeedMerge(session, lists, after, before);
        var entries = window.FromEnd
            ? await merge.OldestAsync(window.Count + 1, cancellationToken)
            : await merge.NewestAsync(window.Count + 1, cancellationToken);
        await session.LoadAsync(entries.Select(entry => SocialKeys.Share(entry.Id)), cancellationToken);
        return window.ToPage(
            [.. entries.Select(entry => new PageItem<Share>(entry.ToCursor(), session.Loaded<Share>(SocialKeys.Share(entry.Id))!))],
            lists.Sum(list => list.LoadedCount(session)));
    }
}
