using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Feed;

namespace MusicGraph.Social.Shares;

/// <summary>Shares and the lists they stand in; see <see cref="SocialKeys"/>.</summary>
internal sealed class ShareStore(Transactions transactions, TimeProvider time)
{
    /// <summary>Writes the share and puts it on the sharer's list, or into the inbox of everyone it is addressed to.</summary>
    /// <param name="share">Checked; without repeated recipients.</param>
    public Task<Outcome<Share>> AddAsync(NewShare share, Guid sharedBy, CancellationToken cancellationToken)
    {
        var recipients = share.RecipientIds ?? [];
        PagedLog<FeedEntry>[] lists = recipients.Count == 0
            ? [SocialKeys.SharesOf(sharedBy)]
            : [.. recipients.Select(SocialKeys.Inbox)];
        return transactions.RunAsync<Share>(
            [.. lists.Select(list => list.HeadKey)],
            async (session, token) =>
            {
                // Taken while it is our turn on all of the lists, so that each of them grows with time.
                var now = time.GetUtcNow();
                var made = new Share(
                    Guid.CreateVersion7(now), sharedBy, share.Kind, share.SubjectId, share.Message, recipients, now);
                await session.LoadAsync([SocialKeys.Share(made.Id)], token);
                await PagedLog.LoadForAppendAsync(session, lists, token);
                session.Put(SocialKeys.Share(made.Id), made);
                foreach (var list in lists)
                    await list.AppendAsync(session, new FeedEntry(made.Id, now), token);
                return made;
            },
            cancellationToken);
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
