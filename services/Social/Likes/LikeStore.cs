using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Likes;

/// <summary>Who likes which share.</summary>
internal sealed class LikeStore(Transactions transactions, ActivityWriter activity, Eagerly eagerly)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    /// <summary>Makes a user like a share that they may see, or cease to; that it was so already is no error.</summary>
    public async Task<Problem?> SetAsync(Guid shareId, bool likes, CurrentUser user, CancellationToken cancellationToken)
    {
        var reading = transactions.Read();
        if (await ShareStore.LoadAsync(reading, new Sight(reading, user), [shareId], [], cancellationToken) is not [var share])
            return Problem.NotFound("shareId", shareId, "There is no such share, or you may not see it.");
        await SetAsync(share, likes, user.Id, cancellationToken);
        return null;
    }

    /// <inheritdoc cref="SetAsync(Guid, bool, CurrentUser, CancellationToken)"/>
    public async Task SetAsync(Share share, bool likes, Guid user, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Like(share.Id, user);
        var outcome = await transactions.RunAsync<Liked?>(
            key,
            async (session, token) =>
            {
                var record = await session.GetAsync<LikeRecord>(key, token) ?? new LikeRecord(Likes: false, Version: 0);
                if (record.Likes == likes)
                    return (Liked?)null;
                var now = transactions.Now;
                var version = Math.Max(now.UtcTicks, record.Version + 1);
                var told = new Liked(Guid.CreateVersion7(now), share.Id, share.SharedBy, user, likes, version, now);
                session.PutAndTell<LikeRecord, SocialEvent>(key, new LikeRecord(likes, version), told, likes ? null : EndIsRemembered);
                return told;
            },
            cancellationToken);
        if (outcome.Value is { } changed)
            await eagerly.HandleAsync(changed, ListAsync);
    }

    /// <summary>Brings the share's list, and the user's of what they did, to what happened.</summary>
    public Task ListAsync(Liked change, CancellationToken cancellationToken)
    {
        var (list, id) = (SocialKeys.Likes(change.ShareId), change.UserId.ToString("N"));
        return Task.WhenAll(
            activity.WriteAsync(change, cancellationToken),
            change.Likes
                ? list.AddAsync(transactions, id, change.Version, () => change.UserId, cancellationToken)
                : list.RemoveAsync(transactions, id, change.Version, cancellationToken));
    }

    /// <summary>What was done with each of those shares that the viewer may see, in two calls.</summary>
    public async Task<ShareReactions[]> FindAsync(IReadOnlyList<Guid> shares, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var seen = await ShareStore.LoadAsync(
            session, new Sight(session, viewer), shares, shares.SelectMany(share => KeysOf(share, viewer)), cancellationToken);
        return [.. seen.Select(share => new ShareReactions(
            share.Id,
            SocialKeys.Likes(share.Id).LoadedCount(session),
            SocialKeys.Comments(share.Id).LoadedCount(session),
            viewer is not null && session.Loaded<LikeRecord>(SocialKeys.Like(share.Id, viewer.Id)) is { Likes: true }))];
    }

    /// <summary>One window of the users who like each of the shares, newest first; empty where the viewer may not see the share.</summary>
    public async Task<Outcome<Page<Guid>[]>> WindowsAsync(
        IReadOnlyList<ParentWindow> windows, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        var shares = await ShareStore.LoadAsync(
            session, sight, [.. windows.Select(window => window.ParentId).Distinct()], [], cancellationToken);
        var seen = shares.Select(share => share.Id).ToHashSet();
        var read = await PagedLog<Guid>.WindowsAsync(
            session,
            [.. windows.Where(window => seen.Contains(window.ParentId))
                .Select(window => (SocialKeys.Likes(window.ParentId), (PageRequest?)window.Page))],
            newestFirst: true,
            cancellationToken);
        if (read.Failed(out var problem, out var pages))
            return problem;
        await sight.LoadAsync(pages.SelectMany(page => page.Items).Select(item => item.Value), cancellationToken);

        var next = 0;
        return windows.Select(window => seen.Contains(window.ParentId)
            ? Known(pages[next++])
            : new Page<Guid>([], false, false, 0)).ToArray();

        Page<Guid> Known(Page<Guid> page) => page with { Items = [.. page.Items.Where(item => sight.Knows(item.Value))] };
    }

    private static IEnumerable<string> KeysOf(Guid share, CurrentUser? viewer)
    {
        yield return SocialKeys.Likes(share).Aggregate;
        yield return SocialKeys.Comments(share).Aggregate;
        if (viewer is not null)
            yield return SocialKeys.Like(share, viewer.Id);
    }
}

/// <summary>Whether a user likes a share.</summary>
/// <param name="Version">Grows with every change.</param>
internal sealed record LikeRecord(bool Likes, long Version);
