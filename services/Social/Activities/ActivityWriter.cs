using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Activities;

/// <summary>Keeps the lists of what users did; what they took back is not on them any more.</summary>
internal sealed class ActivityWriter(Transactions transactions)
{
    public Task WriteAsync(FollowChanged change, CancellationToken cancellationToken) => SetAsync(
        change.FollowerId,
        change.Target == FollowKind.Artist ? ActivityKind.FollowedArtist : ActivityKind.FollowedUser,
        change.TargetId,
        change.ChangedAt,
        change.Version,
        done: change.State == FollowState.Follows,
        isPublic: true,
        cancellationToken);

    /// <summary>What was followed ends with a block.</summary>
    public Task WriteAsync(Blocked change, CancellationToken cancellationToken) => change.Blocks
        ? Task.WhenAll(
            EndAsync(change.ById, change.UserId, change.Version, cancellationToken),
            EndAsync(change.UserId, change.ById, change.Version, cancellationToken))
        : Task.CompletedTask;

    public Task WriteAsync(Shared shared, CancellationToken cancellationToken) => SetAsync(
        shared.Share.SharedBy,
        ActivityKind.Shared,
        shared.Share.Id,
        shared.Share.SharedAt,
        version: 0,
        done: true,
        isPublic: shared.Share.Audience != ShareAudience.Named,
        cancellationToken);

    public Task WriteAsync(ShareDeleted deleted, CancellationToken cancellationToken) => SetAsync(
        deleted.Share.SharedBy,
        ActivityKind.Shared,
        deleted.Share.Id,
        deleted.Share.SharedAt,
        version: 1,
        done: false,
        isPublic: false,
        cancellationToken);

    public async Task WriteAsync(Liked change, CancellationToken cancellationToken) => await SetAsync(
        change.UserId,
        ActivityKind.LikedShare,
        change.ShareId,
        change.ChangedAt,
        change.Version,
        change.Likes,
        await IsPublicAsync(change.ShareId, cancellationToken),
        cancellationToken);

    public async Task WriteAsync(Commented happened, CancellationToken cancellationToken)
    {
        var (comment, list) = (happened.Comment, SocialKeys.ActivityOf(happened.Comment.AuthorId));
        if (happened.IsDeleted)
        {
            await list.RemoveAsync(transactions, comment.Id.ToString("N"), version: 1, cancellationToken);
            return;
        }

        var isPublic = await IsPublicAsync(comment.ShareId, cancellationToken);
        var activity = new Activity(comment.Id, comment.AuthorId, ActivityKind.CommentedOnShare, comment.ShareId, comment.WrittenAt);
        await list.AddAsync(transactions, comment.Id.ToString("N"), version: 0, () => EntryOf(activity, isPublic), cancellationToken);
    }

    public Task WriteAsync(PlaylistChanged change, CancellationToken cancellationToken) => SetAsync(
        change.Playlist.OwnerId,
        ActivityKind.CreatedPlaylist,
        change.Playlist.Id,
        change.Playlist.CreatedAt,
        change.Revision,
        done: !change.IsDeleted && change.Playlist.Visibility == Visibility.Public,
        isPublic: true,
        cancellationToken);

    public Task WriteAsync(PlaylistFollowChanged change, CancellationToken cancellationToken) => SetAsync(
        change.UserId,
        ActivityKind.FollowedPlaylist,
        change.PlaylistId,
        change.ChangedAt,
        change.Version,
        change.Follows,
        isPublic: true,
        cancellationToken);

    private Task EndAsync(Guid user, Guid other, long version, CancellationToken cancellationToken) => SetAsync(
        user, ActivityKind.FollowedUser, other, transactions.Now, version, done: false, isPublic: false, cancellationToken);

    private async Task<bool> IsPublicAsync(Guid share, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<ShareRecord>(SocialKeys.Share(share), cancellationToken)
            is { Share.Audience: not ShareAudience.Named };

    private Task SetAsync(
        Guid user, ActivityKind kind, Guid subject, DateTimeOffset at, long version, bool done, bool isPublic, CancellationToken cancellationToken)
    {
        var id = EventIds.Of(subject, (long)kind);
        var list = SocialKeys.ActivityOf(user);
        return done
            ? list.AddAsync(
                transactions, id.ToString("N"), version, () => EntryOf(new Activity(id, user, kind, subject, at), isPublic), cancellationToken)
            : list.RemoveAsync(transactions, id.ToString("N"), version, cancellationToken);
    }

    private ActivityEntry EntryOf(Activity activity, bool isPublic) =>
        new(activity, transactions.Now < activity.At ? activity.At : transactions.Now, isPublic);
}
