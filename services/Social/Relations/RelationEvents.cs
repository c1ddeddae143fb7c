using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Feed;

namespace MusicGraph.Social.Relations;

/// <summary>What follows from what changed between users: lists, the feed of a new follower, and who counts as followed by very many.</summary>
internal sealed class RelationEvents(
    Transactions transactions, RelationLists lists, RelationStore relations, FeedWriter feeds, Celebrities celebrities)
{
    public async Task HandleAsync(FollowChanged change, CancellationToken cancellationToken)
    {
        await lists.ListAsync(change, cancellationToken);
        if (change is not { Target: FollowKind.User, State: FollowState.Follows })
            return;
        await celebrities.NoteAsync(change.TargetId, cancellationToken);
        await feeds.BackfillAsync(change.FollowerId, change.TargetId, cancellationToken);
    }

    public Task HandleAsync(Blocked change, CancellationToken cancellationToken) => lists.ListAsync(change, cancellationToken);

    /// <summary>Who became public lets everyone follow who asked to.</summary>
    public async Task HandleAsync(ProfileChanged change, CancellationToken cancellationToken)
    {
        if (change.IsPrivate)
            return;
        for (var next = 0L; ;)
        {
            (var waiting, next) = await SocialKeys.FollowRequests(change.UserId).ReadFromAsync(transactions.Read(), next, cancellationToken);
            if (waiting.Count == 0)
                return;
            foreach (var follower in waiting)
                await relations.AcceptAsync(change.UserId, follower, cancellationToken);
        }
    }
}
