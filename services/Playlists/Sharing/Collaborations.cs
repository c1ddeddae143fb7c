using System.Buffers.Text;
using System.Security.Cryptography;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Sharing;

/// <summary>Who takes part in a playlist: by the owner's word, or by a link that the owner gives away.</summary>
internal sealed class Collaborations(PlaylistStore store, Transactions transactions, TimeProvider time)
{
    private const int MostInvites = 10;
    private const int DefaultHours = 7 * 24;
    private const int MostHours = 30 * 24;
    private const int SecretBytes = 16;

    /// <summary>Lets a user in, or changes what they may do; the owner's to do.</summary>
    public Task<Outcome<PlaylistHead>> GrantAsync(
        Guid id, Guid owner, Guid user, CollaboratorRole role, CancellationToken cancellationToken) =>
        store.ChangeOwnAsync(id, owner, head => Let(head, user, role), cancellationToken);

    /// <summary>Ends a user's part: the owner's to do, and their own.</summary>
    public Task<Outcome<PlaylistHead>> EndAsync(Guid id, Guid caller, Guid user, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            id,
            caller,
            head => head.OwnerId != caller && user != caller ? PlaylistProblems.NotTheirs()
                : head.RoleOf(user) is null ? Problem.NotFound("userId", user, "This user does not collaborate on the playlist.")
                : Without(head, user),
            cancellationToken);

    /// <summary>Makes a link that lets whoever has it take part.</summary>
    public async Task<Outcome<PlaylistInvite>> InviteAsync(Guid id, Guid owner, NewInvite invite, CancellationToken cancellationToken)
    {
        if (invite.Hours is < 1 or > MostHours)
            return Problem.Invalid("hours", $"hours must be 1 to {MostHours}.");
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var now = time.GetUtcNow();
        var stored = new StoredInvite(HashOf(secret), invite.Role, now.AddHours(invite.Hours ?? DefaultHours));
        var outcome = await store.ChangeOwnAsync(
            id,
            owner,
            head =>
            {
                StoredInvite[] open = [.. head.Invites?.Where(known => known.ExpiresAt > now) ?? []];
                return open.Length < MostInvites
                    ? head with { Invites = [.. open, stored] }
                    : Problem.Conflict(Problems.LimitExceeded, $"A playlist has at most {MostInvites} links at a time; revoke them first.");
            },
            cancellationToken);
        return outcome.Problem is { } problem
            ? problem
            : new PlaylistInvite(id, Base64Url.EncodeToString([.. id.ToByteArray(), .. secret]), invite.Role, stored.ExpiresAt);
    }

    /// <summary>Makes all links of a playlist useless; who came by one stays.</summary>
    public Task<Outcome<PlaylistHead>> RevokeInvitesAsync(Guid id, Guid owner, CancellationToken cancellationToken) =>
        store.ChangeOwnAsync(id, owner, head => head with { Invites = null }, cancellationToken);

    /// <summary>Takes part by a link. A role that the user has already is not made smaller.</summary>
    public async Task<Outcome<PlaylistHead>> AcceptAsync(Guid user, InviteAcceptance acceptance, CancellationToken cancellationToken)
    {
        var token = new byte[16 + SecretBytes];
        var isToken = acceptance.Token is { Length: 43 } text
            && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, token, out var length) && length == token.Length;
        if (!isToken)
            return NoInvite();
        var hash = HashOf(token[16..]);
        // For the system: who has the link may not see the playlist yet.
        return await store.ChangeAsync(
            new Guid(token.AsSpan(0, 16)),
            user: null,
            head => head.Invites?.FirstOrDefault(known => known.Hash == hash && known.ExpiresAt > time.GetUtcNow()) is not { } invite ? NoInvite()
                : head.OwnerId == user || head.RoleOf(user) >= invite.Role ? head
                : Let(head, user, invite.Role),
            cancellationToken);
    }

    /// <summary>Ends all that a user who is no more took part in.</summary>
    public async Task OnUserDeletedAsync(Guid user, CancellationToken cancellationToken)
    {
        var next = 0L;
        while (true)
        {
            (var playlists, next) = await PlaylistKeys.SharedWith(user).ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (playlists.Count == 0)
                return;
            foreach (var playlist in playlists)
                await store.ChangeAsync(playlist, user: null, head => Without(head, user), cancellationToken);
        }
    }

    private Outcome<PlaylistHead> Let(PlaylistHead head, Guid user, CollaboratorRole role)
    {
        if (user == head.OwnerId)
            return Problem.Invalid("userId", "The owner needs no part in it.");
        var collaborators = head.Collaborators ?? [];
        if (head.RoleOf(user) is not null)
            return head with { Collaborators = [.. collaborators.Select(one => one.UserId == user ? one with { Role = role } : one)] };
        return collaborators.Count < PlaylistHead.MostCollaborators
            ? head with { Collaborators = [.. collaborators, new Collaborator(user, role, time.GetUtcNow())] }
            : Problem.Conflict(Problems.LimitExceeded, $"A playlist has at most {PlaylistHead.MostCollaborators} collaborators.");
    }

    private static PlaylistHead Without(PlaylistHead head, Guid user) =>
        head with { Collaborators = head.Collaborators?.Where(one => one.UserId != user).ToArray() };

    private static Problem NoInvite() => Problem.NotFound("There is no such invitation, or it has expired.");

    // Of 128 random bits, so that it needs no salt and no slowness.
    private static string HashOf(byte[] secret) => Convert.ToHexString(SHA256.HashData(secret));
}
