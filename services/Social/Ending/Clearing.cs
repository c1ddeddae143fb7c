using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Comments;
using MusicGraph.Social.Follows;
using MusicGraph.Social.Likes;
using MusicGraph.Social.Profiles;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Ending;

/// <summary>
/// Clears away what hangs on an account that was deleted or banned, or on an artist, a thousand follows and deeds at a time; the rest by another event,
/// so that each piece of work is small and may be done again. Of such an account nothing is shown to others from the first of these on.
/// </summary>
internal sealed class Clearing(
    Transactions transactions,
    ProfileStore profiles,
    RelationStore relations,
    ArtistFollowStore artists,
    ShareStore shares,
    CommentStore comments,
    LikeStore likes,
    DaprClient dapr)
{
    private const int PagesAtOnce = 10;
    private const int AtOnce = 8;

    public Task ClearUserAsync(Guid user, CancellationToken cancellationToken) =>
        ClearAsync(new Ended(EventIds.Of(user, 0), FollowKind.User, user, FromFollower: 0, FromDeed: 0), cancellationToken);

    public Task ClearArtistAsync(Guid artist, CancellationToken cancellationToken) =>
        ClearAsync(new Ended(EventIds.Of(artist, 0), FollowKind.Artist, artist, FromFollower: 0, FromDeed: 0), cancellationToken);

    public async Task ClearAsync(Ended ended, CancellationToken cancellationToken)
    {
        var (nextFollower, nextDeed) = ended.What == FollowKind.Artist
            ? (await ClearFollowersAsync(
                SocialKeys.ArtistFollowers(ended.Id), ended, (follower, token) => artists.SetAsync(follower, ended.Id, false, token), cancellationToken), 0L)
            : await ClearUserAsync(ended, cancellationToken);
        if (nextFollower == ended.FromFollower && nextDeed == ended.FromDeed)
            return;
        SocialEvent rest = new Ended(EventIds.Of(ended.Id, nextFollower + nextDeed), ended.What, ended.Id, nextFollower, nextDeed);
        await dapr.PublishEventAsync(Components.PubSub, Topics.Social, rest, cancellationToken);
    }

    private async Task<(long NextFollower, long NextDeed)> ClearUserAsync(Ended ended, CancellationToken cancellationToken)
    {
        var user = ended.Id;
        if (ended is { FromFollower: 0, FromDeed: 0 })
        {
            await profiles.EndAsync(user, cancellationToken);
            var followed = await PagedLog<Guid>.ReadAllAsync(
                transactions.Read(), [SocialKeys.Following(user), SocialKeys.ArtistsFollowed(user)], cancellationToken);
            await EachAsync(followed[0], (other, token) => relations.UnfollowAsync(user, other, token), cancellationToken);
            await EachAsync(followed[1], (artist, token) => artists.SetAsync(user, artist, false, token), cancellationToken);
        }

        var nextFollower = await ClearFollowersAsync(
            SocialKeys.Followers(user), ended, (follower, token) => relations.UnfollowAsync(follower, user, token), cancellationToken);
        var (deeds, nextDeed) = await SocialKeys.ActivityOf(user)
            .ReadFromAsync(transactions.Read(), ended.FromDeed, cancellationToken, PagesAtOnce);
        await EachAsync(deeds, UndoAsync, cancellationToken);
        return (nextFollower, nextDeed);
    }

    private async Task<long> ClearFollowersAsync(
        PagedLog<Guid> list, Ended ended, Func<Guid, CancellationToken, Task> clear, CancellationToken cancellationToken)
    {
        var (followers, next) = await list.ReadFromAsync(transactions.Read(), ended.FromFollower, cancellationToken, PagesAtOnce);
        await EachAsync(followers, clear, cancellationToken);
        return next;
    }

    private async Task UndoAsync(ActivityEntry entry, CancellationToken cancellationToken)
    {
        var (user, subject) = (entry.Activity.UserId, entry.Activity.SubjectId);
        switch (entry.Activity.Kind)
        {
            case ActivityKind.Shared:
                await shares.DeleteAsync(subject, user, cancellationToken);
                break;
            case ActivityKind.CommentedOnShare:
                await comments.DeleteAsync(entry.Activity.Id, user, cancellationToken);
                break;
            case ActivityKind.LikedShare:
                var liked = await transactions.Read().GetAsync<ShareRecord>(SocialKeys.Share(subject), cancellationToken);
                if (liked?.Live is { } share)
                    await likes.SetAsync(share, likes: false, user, cancellationToken);
                break;
            default:
                // What was followed is cleared by the lists, playlists by their service.
                break;
        }
    }

    private static Task EachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, Task> clear, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, token) => await clear(item, token));
}
