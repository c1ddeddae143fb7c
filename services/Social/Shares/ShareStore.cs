using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Shares;

/// <summary>Shares and the lists of their sharers; see <see cref="SocialKeys"/>.</summary>
internal sealed class ShareStore(Transactions transactions, FeedWriter feeds, ActivityWriter activity, Eagerly eagerly)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    /// <summary>
    /// Writes a share and puts it on the sharer's lists, and into the feeds of those it names. Followers get it by its event, so that nobody
    /// waits for them.
    /// </summary>
    /// <param name="share">Checked; without repeated recipients.</param>
    public async Task<Share> AddAsync(NewShare share, ShareAudience audience, Guid sharedBy, CancellationToken cancellationToken)
    {
        var now = transactions.Now;
        var made = new Share(
            Guid.CreateVersion7(now), sharedBy, share.Kind, share.SubjectId, share.Message, share.RecipientIds ?? [], now, audience);
        var told = new Shared(made.Id, made);
        var key = SocialKeys.Share(made.Id);
        await transactions.RunAsync<Share>(
            key,
            (session, _) =>
            {
                session.AssumeAbsent(key);
                session.PutAndTell<ShareRecord, SocialEvent>(key, new ShareRecord(made), told);
                return Task.FromResult<Outcome<Share>>(made);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, (shared, token) => Task.WhenAll(
            ListAsync(shared, token), audience == ShareAudience.Named ? feeds.WriteOutAsync(shared, token) : Task.CompletedTask));
        return made;
    }

    /// <summary>Changes what a share says; 404 unless it is the user's.</summary>
    public Task<Outcome<Share>> EditAsync(Guid id, string? message, Guid user, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Share(id);
        return transactions.RunAsync<Share>(
            key,
            async (session, token) =>
            {
                if ((await session.GetAsync<ShareRecord>(key, token))?.Live is not { } share || share.SharedBy != user)
                    return Problem.NotFound("shareId", id, "There is no such share of yours.");
                if (share.Message == message)
                    return share;
                var now = transactions.Now;
                var edited = share with { Message = message, EditedAt = now };
                session.PutAndTell<ShareRecord, SocialEvent>(key, new ShareRecord(edited), new ShareEdited(Guid.CreateVersion7(now), edited));
                return edited;
            },
            cancellationToken);
    }

    /// <summary>Ends a share; 404 unless it is the user's.</summary>
    /// <param name="user">Null for the one who shared it, whoever that is.</param>
    public async Task<Problem?> DeleteAsync(Guid id, Guid? user, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Share(id);
        var outcome = await transactions.RunAsync<ShareDeleted>(
            key,
            async (session, token) =>
            {
                if ((await session.GetAsync<ShareRecord>(key, token))?.Live is not { } share || (user is not null && share.SharedBy != user))
                    return Problem.NotFound("shareId", id, "There is no such share of yours.");
                var now = transactions.Now;
                var told = new ShareDeleted(Guid.CreateVersion7(now), share, now);
                session.PutAndTell<ShareRecord, SocialEvent>(key, new ShareRecord(share, IsDeleted: true), told, EndIsRemembered);
                return told;
            },
            cancellationToken);
        if (outcome.Failed(out var problem, out var deleted))
            return problem;
        await eagerly.HandleAsync(deleted, UnlistAsync);
        return null;
    }

    /// <summary>Puts a share on the lists of who shared it. One that names whom it is for is on none.</summary>
    public Task ListAsync(Shared shared, CancellationToken cancellationToken) => Task.WhenAll(
    [
        activity.WriteAsync(shared, cancellationToken),
        .. ListsOf(shared.Share).Select(list => list.AddAsync(
            transactions, shared.Share.Id.ToString("N"), version: 0, () => FeedEntry.Of(shared.Share, transactions.Now), cancellationToken)),
    ]);

    /// <summary>Takes a share from the lists of who shared it. Feeds look up what they show.</summary>
    public Task UnlistAsync(ShareDeleted deleted, CancellationToken cancellationToken) => Task.WhenAll(
    [
        activity.WriteAsync(deleted, cancellationToken),
        .. ListsOf(deleted.Share).Select(list =>
            list.RemoveAsync(transactions, deleted.Share.Id.ToString("N"), version: 1, cancellationToken)),
    ]);

    /// <summary>Those of the shares that are there and that the viewer may see, in the order of the ids, in two calls.</summary>
    public async Task<Share[]> FindAsync(IReadOnlyList<Guid> ids, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        return [.. await LoadAsync(session, new Sight(session, viewer), ids, [], cancellationToken)];
    }

    /// <summary>Those of the shares that are there and that may be seen; loads what is between the viewer and the sharers with other keys.</summary>
    public static async Task<IReadOnlyList<Share>> LoadAsync(
        StateSession session, Sight sight, IReadOnlyList<Guid> ids, IEnumerable<string> alsoRead, CancellationToken cancellationToken)
    {
        await session.LoadAsync(ids.Select(SocialKeys.Share), cancellationToken);
        var live = ids.Select(id => session.Loaded<ShareRecord>(SocialKeys.Share(id))?.Live).OfType<Share>().ToArray();
        await session.LoadAsync([.. sight.KeysOf(live.Select(share => share.SharedBy)), .. alsoRead], cancellationToken);
        return Array.FindAll(live, sight.Sees);
    }

    private static IEnumerable<PagedLog<FeedEntry>> ListsOf(Share share) => share.Audience switch
    {
        ShareAudience.Everyone => [SocialKeys.SharesOf(share.SharedBy), SocialKeys.PublicSharesOf(share.SharedBy)],
        ShareAudience.Followers => [SocialKeys.SharesOf(share.SharedBy)],
        _ => [],
    };
}
