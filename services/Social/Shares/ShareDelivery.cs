using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Social.Follows;

namespace MusicGraph.Social.Shares;

/// <summary>
/// Tells those that a share is for, after it was made. Followers are told 1,000 in an event, and 10,000 in one go: the rest is told
/// by another event, so that a share with a million followers is many small pieces of work, each of which may be done again.
/// </summary>
internal sealed class ShareDelivery(FollowStore follows, DaprClient dapr)
{
    private const int EventsInOneGo = 10;

    public async Task DeliverAsync(Shared shared, CancellationToken cancellationToken)
    {
        var (share, next) = (shared.Share, shared.FromFollower);
        if (share.RecipientIds.Count > 0)
        {
            await TellAsync(share, number: 0, share.RecipientIds, cancellationToken);
            return;
        }

        for (var told = 0; told < EventsInOneGo; told++)
        {
            var first = next;
            (var followers, next) = await follows.ReadFollowersAsync(share.SharedBy, first, cancellationToken);
            if (followers.Count == 0)
                return;
            await TellAsync(share, first, followers, cancellationToken);
        }

        SocialEvent rest = new Shared(EventIds.Of(share.Id, -next), share, next);
        await dapr.PublishEventAsync(Components.PubSub, Topics.Social, rest, cancellationToken);
    }

    /// <param name="number">Tells this event from the others about the share.</param>
    private Task TellAsync(Share share, long number, IReadOnlyList<Guid> recipients, CancellationToken cancellationToken) =>
        dapr.PublishEventAsync(
            Components.PubSub, Topics.Shares, new ShareMade(EventIds.Of(share.Id, number), share, recipients), cancellationToken);
}
