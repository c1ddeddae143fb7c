using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Shares;
using MusicGraph.Social.Timelines;

namespace MusicGraph.Social.Feed;

/// <summary>
/// A user's feed: what was written out to them, merged with the lists of those they follow who have too many followers for that. Each
/// share is looked up, with what is between the two users, before it is shown: what was deleted, and who blocks, is blocked or is not
/// followed any more, is gone at once.
/// </summary>
internal sealed class FeedReader(Transactions transactions, Celebrities celebrities)
{
    public async Task<Outcome<Page<Share>>> ReadAsync(CurrentUser user, PageRequest page, CancellationToken cancellationToken)
    {
        if (TimelineWindow.Of(page).Failed(out var problem, out var window))
            return problem;

        var session = transactions.Read();
        var sight = new Sight(session, user);
        return await window.ReadAsync(session, await ListsAsync(session, user.Id, cancellationToken), LookUpAsync, cancellationToken);

        async Task<IEnumerable<(FeedEntry, Share)>> LookUpAsync(IReadOnlyList<FeedEntry> entries)
        {
            await session.LoadAsync(
                [.. entries.Select(entry => SocialKeys.Share(entry.Id)), .. sight.KeysOf(entries.Select(entry => entry.By))], cancellationToken);
            return entries
                .Select(entry => (entry, session.Loaded<ShareRecord>(SocialKeys.Share(entry.Id))?.Live!))
                .Where(found => found is (_, { } share) && share.SharedBy != user.Id && sight.Sees(share) && IsFor(share));
        }

        // What everyone may see came here because it was followed; so it goes when that ends.
        bool IsFor(Share share) =>
            share.Audience == ShareAudience.Named || sight.TiesWith(share.SharedBy).Mine.Follows == FollowState.Follows;
    }

    /// <summary>What the feed is merged from, with all heads loaded.</summary>
    private async Task<IReadOnlyList<PagedLog<FeedEntry>>> ListsAsync(StateSession session, Guid user, CancellationToken cancellationToken)
    {
        var (inbox, following) = (SocialKeys.Inbox(user), SocialKeys.Following(user));
        await session.LoadAsync([inbox.Aggregate, following.Aggregate, Celebrities.Key], cancellationToken);
        var many = await celebrities.AllAsync(session, cancellationToken);
        if (many.Count == 0 || following.LoadedCount(session) == 0)
            return [inbox];
        var followed = await PagedLog<Guid>.ReadAllAsync(session, [following], cancellationToken);
        PagedLog<FeedEntry>[] lists = [inbox, .. followed[0].Where(many.Contains).Select(SocialKeys.SharesOf)];
        await PagedLog.LoadHeadsAsync(session, lists, cancellationToken);
        return lists;
    }
}
