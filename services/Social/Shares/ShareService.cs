using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.Social.Follows;

namespace MusicGraph.Social.Shares;

/// <summary>Sharing: the rules, the share itself, and telling those it is for.</summary>
internal sealed class ShareService(ShareStore store, FollowStore follows, Announcer announcer, Peer peer, TimeProvider time)
{
    private const int MostRecipients = 100;
    private const int MostRecipientsPerEvent = 1_000;

    private static readonly TextRule Message = new("message", 500, Required: false, ManyLines: true);

    public async Task<Outcome<Share>> ShareAsync(NewShare share, Guid user, CancellationToken cancellationToken)
    {
        if (Message.Check(share.Message).Failed(out var problem, out var message))
            return problem;
        // An empty choice is a mistake, and far from everybody.
        if (share.RecipientIds is { Count: 0 })
            return Problem.Invalid("recipientIds", "recipientIds must be at least one user, or left out to share with all followers.");
        var recipients = share.RecipientIds?.Distinct().ToArray() ?? [];
        if (recipients.Length > MostRecipients)
            return Problem.Invalid("recipientIds", $"recipientIds must be at most {MostRecipients}.");
        if (recipients.Contains(user))
            return Problem.Invalid("recipientIds", "Nobody can share with themselves.");
        if (!await ExistsAsync(share, cancellationToken))
            return Problem.NotFound("subjectId", share.SubjectId, "There is no such thing to share, or you may not see it.");
        if (await FindMissingAsync(recipients, cancellationToken) is { } missing)
            return Problem.NotFound("recipientIds", missing, "There is no such user.");

        var right = share with { Message = message.Length == 0 ? null : message, RecipientIds = recipients };
        if ((await store.AddAsync(right, user, cancellationToken)).Failed(out problem, out var made))
            return problem;
        await TellAsync(made);
        return made;
    }

    private async Task<bool> ExistsAsync(NewShare share, CancellationToken cancellationToken) => share.Kind switch
    {
        ShareKind.Song =>
            await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [share.SubjectId], cancellationToken) is [Song],
        _ => await peer.BatchAsync<Playlist>(Peer.Playlists, "playlists/batch", [share.SubjectId], cancellationToken) is [_],
    };

    private async Task<Guid?> FindMissingAsync(Guid[] users, CancellationToken cancellationToken)
    {
        if (users.Length == 0)
            return null;
        var known = await peer.BatchAsync<User>(Peer.Users, "users/batch", users, cancellationToken);
        return users.Except(known.Select(user => user.Id)).Select(id => (Guid?)id).FirstOrDefault();
    }

    /// <summary>The share is made: this goes on even when the caller is gone.</summary>
    private async Task TellAsync(Share share)
    {
        if (share.RecipientIds.Count > 0)
        {
            await TellAsync(share, share.RecipientIds);
            return;
        }

        var next = 0L;
        while (true)
        {
            (var followers, next) = await follows.ReadFollowersAsync(share.SharedBy, next, CancellationToken.None);
            if (followers.Count == 0)
                return;
            foreach (var some in followers.Chunk(MostRecipientsPerEvent))
                await TellAsync(share, some);
        }
    }

    private Task TellAsync(Share share, IReadOnlyList<Guid> recipients) =>
        announcer.PublishAsync(Topics.Shares, new ShareMade(Guid.CreateVersion7(time.GetUtcNow()), share, recipients));
}
