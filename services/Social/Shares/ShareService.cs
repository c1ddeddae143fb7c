using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Shares;

/// <summary>Sharing: the rules, and the share that they allow.</summary>
internal sealed class ShareService(ShareStore store, Transactions transactions, Peer peer)
{
    private const int MostRecipients = 100;

    private static readonly TextRule Message = new("message", 500, Required: false, ManyLines: true);

    public async Task<Outcome<Share>> ShareAsync(NewShare share, CurrentUser user, CancellationToken cancellationToken)
    {
        if (Message.Check(share.Message).Failed(out var problem, out var message))
            return problem;
        if (AudienceOf(share).Failed(out problem, out var audience))
            return problem;
        var recipients = share.RecipientIds?.Distinct().ToArray() ?? [];
        if (recipients.Length > MostRecipients)
            return Problem.Invalid("recipientIds", $"recipientIds must be at most {MostRecipients}.");
        if (recipients.Contains(user.Id))
            return Problem.Invalid("recipientIds", "Nobody can share with themselves.");
        if (!await ExistsAsync(share, cancellationToken))
            return Problem.NotFound("subjectId", share.SubjectId, "There is no such thing to share, or you may not see it.");
        if (await FindMissingAsync(recipients, user, cancellationToken) is { } missing)
            return Problem.NotFound("recipientIds", missing, "There is no such user.");

        var right = share with { Message = message.Length == 0 ? null : message, RecipientIds = recipients };
        return await store.AddAsync(right, audience, user.Id, cancellationToken);
    }

    public async Task<Outcome<Share>> EditAsync(Guid id, ShareEdit edit, CurrentUser user, CancellationToken cancellationToken) =>
        Message.Check(edit.Message).Failed(out var problem, out var message)
            ? problem
            : await store.EditAsync(id, message.Length == 0 ? null : message, user.Id, cancellationToken);

    private static Outcome<ShareAudience> AudienceOf(NewShare share) => (share.Audience, share.RecipientIds) switch
    {
        // An empty choice is a mistake, and far from everybody.
        (_, { Count: 0 }) => Problem.Invalid("recipientIds", "recipientIds must be at least one user, or left out to share with an audience."),
        (ShareAudience.Named, null) => Problem.Invalid("recipientIds", "recipientIds must say whom the share is for."),
        (ShareAudience.Followers or ShareAudience.Everyone, not null) =>
            Problem.Invalid("recipientIds", "A share is for named users or for an audience, not for both."),
        (_, not null) => ShareAudience.Named,
        var (audience, _) => audience ?? ShareAudience.Followers,
    };

    /// <summary>A kind of share is called as the record that the catalog answers with.</summary>
    private async Task<bool> ExistsAsync(NewShare share, CancellationToken cancellationToken) => share.Kind == ShareKind.Playlist
        ? await peer.BatchAsync<Playlist>(Peer.Playlists, "playlists/batch", [share.SubjectId], cancellationToken) is [_]
        : await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [share.SubjectId], cancellationToken) is [{ } item]
            && item.GetType().Name == share.Kind.ToString();

    /// <summary>A recipient who is not there, or not for this user because one of the two blocks the other.</summary>
    private async Task<Guid?> FindMissingAsync(Guid[] recipients, CurrentUser user, CancellationToken cancellationToken)
    {
        if (recipients.Length == 0)
            return null;
        var sight = new Sight(transactions.Read(), user);
        var known = peer.BatchAsync<User>(Peer.Users, "users/batch", recipients, cancellationToken);
        await sight.LoadAsync(recipients, cancellationToken);
        var there = (await known).Select(recipient => recipient.Id).Where(sight.Knows);
        return recipients.Except(there).Select(id => (Guid?)id).FirstOrDefault();
    }
}
