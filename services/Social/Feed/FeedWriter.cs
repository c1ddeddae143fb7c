using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Feed;

/// <summary>
/// Writes shares out to those they are for, after they were made: to those they name, or to the followers of an account that has not too
/// many, a thousand at a time; the rest by another event, so that each piece of work is small and may be done again.
/// </summary>
internal sealed class FeedWriter(Transactions transactions, Celebrities celebrities, DaprClient dapr)
{
    /// <summary>How many earlier shares come into the feed of a new follower.</summary>
    private const int MostBackfilled = 50;

    private const int PagesAtOnce = 10;
    private const int ListsAtOnce = 16;

    public async Task WriteOutAsync(Shared shared, CancellationToken cancellationToken)
    {
        var share = shared.Share;
        if (share.Audience == ShareAudience.Named)
        {
            await WriteAsync(share, share.RecipientIds, cancellationToken);
            return;
        }

        var session = transactions.Read();
        if ((await celebrities.AllAsync(session, cancellationToken)).Contains(share.SharedBy))
            return;
        var (followers, next) = await SocialKeys.Followers(share.SharedBy)
            .ReadFromAsync(session, shared.FromFollower, cancellationToken, PagesAtOnce);
        if (followers.Count == 0)
            return;
        await WriteAsync(share, followers, cancellationToken);
        SocialEvent rest = new Shared(EventIds.Of(share.Id, -next), share, next);
        await dapr.PublishEventAsync(Components.PubSub, Topics.Social, rest, cancellationToken);
    }

    /// <summary>Brings the latest shares of an account into the feed of who follows it from now on.</summary>
    public async Task BackfillAsync(Guid follower, Guid followed, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var list = SocialKeys.SharesOf(followed);
        await session.LoadAsync([Celebrities.Key, list.Aggregate], cancellationToken);
        if ((await celebrities.AllAsync(session, cancellationToken)).Contains(followed))
            return;
        var window = await list.WindowAsync(session, new PageRequest(MostBackfilled), newestFirst: true, cancellationToken);
        await Task.WhenAll(window.Value.Items.Reverse().Select(item => AddAsync(
            follower, item.Value.Id, () => item.Value with { Added = transactions.Now }, cancellationToken)));
    }

    private Task WriteAsync(Share share, IReadOnlyList<Guid> users, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        users,
        new ParallelOptions { MaxDegreeOfParallelism = ListsAtOnce, CancellationToken = cancellationToken },
        async (user, token) => await AddAsync(user, share.Id, () => FeedEntry.Of(share, transactions.Now), token));

    private Task AddAsync(Guid user, Guid share, Func<FeedEntry> entry, CancellationToken cancellationToken) =>
        SocialKeys.Inbox(user).AddAsync(transactions, share.ToString("N"), version: 0, entry, cancellationToken);
}
