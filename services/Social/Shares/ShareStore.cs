using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Feed;

namespace MusicGraph.Social.Shares;

/// <summary>Shares and the lists they stand in; see <see cref="SocialKeys"/>.</summary>
internal sealed class ShareStore(Transactions transactions, Eagerly eagerly, TimeProvider time)
{
    /// <summary>Writes the share and puts it on the lists.</summary>
    /// <param name="share">Checked; without repeated recipients.</param>
    public async Task<Share> AddAsync(NewShare share, Guid sharedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var made = new Share(
            Guid.CreateVersion7(now), sharedBy, share.Kind, share.SubjectId, share.Message, share.RecipientIds ?? [], now);
        var told = new Shared(made.Id, made);
        var key = SocialKeys.Share(made.Id);
        await transactions.RunAsync<Share>(
            key,
            (session, _) =>
            {
                session.AssumeAbsent(key);
                session.PutAndTell<Share, SocialEvent>(key, made, told);
                return Task.FromResult<Outcome<Share>>(made);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, ListAsync);
        return made;
    }

    /// <summary>Puts a share on the sharer's list, or into the inbox of everyone it is addressed to, unless it is there.</summary>
    public Task ListAsync(Shared shared, CancellationToken cancellationToken)
    {
        var share = shared.Share;
        return Parallel.ForEachAsync(
            share.RecipientIds.Count == 0 ? [SocialKeys.SharesOf(share.SharedBy)] : share.RecipientIds.Select(SocialKeys.Inbox),
            cancellationToken,
            async (list, token) => await list.AddAsync(
                transactions,
                share.Id.ToString("N"),
                version: 0,
                // The time of its turn, so that the list grows with time, which the feed that is merged from it relies on.
                () => new FeedEntry(share.Id, time.GetUtcNow()),
                token));
    }

    /// <summary>Those of the shares that are there and that the user may see, in the order of the ids, in one call.</summary>
    public async Task<Share[]> FindAsync(IReadOnlyList<Guid> ids, Guid user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(SocialKeys.Share), cancellationToken);
        return [.. ids
            .Select(id => session.Loaded<Share>(SocialKeys.Share(id)))
            .OfType<Share>()
            // What goes to all followers is for everyone who is logged in; what is addressed, for nobody else.
            .Where(share => share.RecipientIds.Count == 0 || share.SharedBy == user || share.RecipientIds.Contains(user))];
    }
}
