using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Social.Shares;

/// <summary>Sharing: the rules, and the share that they allow.</summary>
internal sealed class ShareService(ShareStore store, Peer peer)
{
    private const int MostRecipients = 100;

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
        return await store.AddAsync(right, user, cancellationToken);
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
}
