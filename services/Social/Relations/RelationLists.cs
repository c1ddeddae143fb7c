using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;

namespace MusicGraph.Social.Relations;

/// <summary>The lists of who follows, asks to follow, and is blocked by whom, and what they did, which follow the records.</summary>
internal sealed class RelationLists(Transactions transactions, ActivityWriter activity)
{
    /// <summary>Brings the lists to what the change says.</summary>
    public Task ListAsync(FollowChanged change, CancellationToken cancellationToken)
    {
        var (follower, target, version) = (change.FollowerId, change.TargetId, change.Version);
        if (change.Target == FollowKind.Artist)
        {
            return Task.WhenAll(
                activity.WriteAsync(change, cancellationToken),
                SetAsync(SocialKeys.ArtistsFollowed(follower), target, version, change.State == FollowState.Follows, cancellationToken),
                SetAsync(SocialKeys.ArtistFollowers(target), follower, version, change.State == FollowState.Follows, cancellationToken));
        }

        return Task.WhenAll(
            activity.WriteAsync(change, cancellationToken),
            SetAsync(SocialKeys.Following(follower), target, version, change.State == FollowState.Follows, cancellationToken),
            SetAsync(SocialKeys.Followers(target), follower, version, change.State == FollowState.Follows, cancellationToken),
            SetAsync(SocialKeys.FollowRequests(target), follower, version, change.State == FollowState.Requested, cancellationToken));
    }

    /// <inheritdoc cref="ListAsync(FollowChanged, CancellationToken)"/>
    public async Task ListAsync(Blocked change, CancellationToken cancellationToken)
    {
        var (by, user, version) = (change.ById, change.UserId, change.Version);
        await SetAsync(SocialKeys.Blocked(by), user, version, change.Blocks, cancellationToken);
        if (!change.Blocks)
            return;
        await Task.WhenAll(
            activity.WriteAsync(change, cancellationToken),
            EndAsync(SocialKeys.Following(by), user),
            EndAsync(SocialKeys.Followers(user), by),
            EndAsync(SocialKeys.FollowRequests(user), by),
            EndAsync(SocialKeys.Following(user), by),
            EndAsync(SocialKeys.Followers(by), user),
            EndAsync(SocialKeys.FollowRequests(by), user));

        Task EndAsync(PagedLog<Guid> list, Guid item) => SetAsync(list, item, version, stands: false, cancellationToken);
    }

    private Task SetAsync(PagedLog<Guid> list, Guid item, long version, bool stands, CancellationToken cancellationToken) => stands
        ? list.AddAsync(transactions, item.ToString("N"), version, () => item, cancellationToken)
        : list.RemoveAsync(transactions, item.ToString("N"), version, cancellationToken);
}
