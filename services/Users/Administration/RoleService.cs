using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Accounts;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Users.Administration;

/// <summary>
/// Who may do what. Administrators are asked for in the state, not only in their token: who ceased to be one a minute ago makes none. The
/// first is made by a set-up token from the secret store, which is good once; there is no password to change.
/// </summary>
internal sealed class RoleService(UserStore store, AccountSecrets secrets, Transactions transactions, Peer peer, TimeProvider time)
{
    private const int MostArtists = 20;

    /// <summary>Gives a role, and with the role artist somebody to speak for.</summary>
    public async Task<Outcome<UserRoles>> GiveAsync(CurrentUser caller, Guid userId, RoleChange change, CancellationToken cancellationToken)
    {
        if (await CheckAsync(caller, change, cancellationToken) is { } refused)
            return refused;
        if (change is { Role: Role.Artist, ArtistId: { } artistId } && !await IsArtistAsync(artistId, cancellationToken))
            return Problem.NotFound("artistId", artistId, "There is no artist with this id.");
        var outcome = await store.UpdateAsync(userId, record => Give(record, change), told: null, cancellationToken);
        return outcome.Failed(out var problem, out var changed) ? NotFound(problem, userId) : changed.ToRoles();
    }

    /// <summary>Takes a role, or an artist from those that the user speaks for; what tokens say of it is void at once.</summary>
    public async Task<Outcome<UserRoles>> TakeAsync(CurrentUser caller, Guid userId, RoleChange change, CancellationToken cancellationToken)
    {
        if (await CheckAsync(caller, change, cancellationToken) is { } refused)
            return refused;
        if (change.Role == Role.Listener)
            return Problem.Invalid("role", "Everybody is a listener.");
        if (change.Role == Role.Admin && userId == caller.Id)
            return Problem.Invalid("userId", "Another administrator has to do that, so that one is left.");
        var outcome = await store.UpdateAsync(
            userId,
            record => Take(record, change),
            (record, eventId) => new TokensRevoked(eventId, record.Id, SessionId: null, record.TokenEpoch),
            cancellationToken);
        return outcome.Failed(out var problem, out var changed) ? NotFound(problem, userId) : changed.ToRoles();
    }

    /// <summary>Makes the caller an administrator for the set-up token, which has not been used before.</summary>
    public async Task<Outcome<UserRoles>> ClaimAsync(CurrentUser caller, AdministrationClaim claim, CancellationToken cancellationToken)
    {
        if (!await secrets.IsSetupTokenAsync(claim.SetupToken, cancellationToken))
            return Refused();
        var key = StateKey.Of("setup-token", (await secrets.KeysAsync(cancellationToken)).Index("setup token", claim.SetupToken));
        var used = await transactions.RunAsync<SetupUse>(
            key,
            async (session, token) =>
            {
                if (await session.GetAsync<SetupUse>(key, token) is { } before)
                    return before;
                var use = new SetupUse(caller.Id, time.GetUtcNow());
                session.Put(key, use);
                return (Outcome<SetupUse>)use;
            },
            cancellationToken);
        // Who used it may come again, because the answer was lost or the process killed before the role was given.
        if (used.Value.UserId != caller.Id)
            return Refused();
        var outcome = await store.UpdateAsync(caller.Id, record => Give(record, new RoleChange(Role.Admin)), told: null, CancellationToken.None);
        return outcome.Failed(out var problem, out var changed) ? problem : changed.ToRoles();
    }

    private async Task<Problem?> CheckAsync(CurrentUser caller, RoleChange change, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(caller.Id, cancellationToken) is not { } known || caller.Epoch < known.TokenEpoch || !known.Roles.Contains(Role.Admin))
            return Problem.Forbidden("Only administrators may do this.");
        return change is { Role: not Role.Artist, ArtistId: not null }
            ? Problem.Invalid("artistId", "Only the role artist goes with an artist.")
            : null;
    }

    private async Task<bool> IsArtistAsync(Guid artistId, CancellationToken cancellationToken) =>
        (await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [artistId], cancellationToken)).Any(item => item is Artist);

    private static Outcome<UserRecord> Give(UserRecord user, RoleChange change)
    {
        var artists = change.ArtistId is { } artist ? user.ArtistIds.Append(artist).Distinct().ToArray() : user.ArtistIds;
        return artists.Count > MostArtists
            ? Problem.Conflict(Problems.LimitExceeded, $"A user speaks for at most {MostArtists} artists.")
            : user with { Roles = [.. user.Roles.Append(change.Role).Distinct().Order()], ArtistIds = artists };
    }

    private static Outcome<UserRecord> Take(UserRecord user, RoleChange change)
    {
        IReadOnlyList<Guid> artists = change switch
        {
            { Role: not Role.Artist } => user.ArtistIds,
            { ArtistId: { } artist } => [.. user.ArtistIds.Where(id => id != artist)],
            _ => [],
        };
        // Who still speaks for another artist stays one.
        var stays = change is { Role: Role.Artist, ArtistId: not null } && artists.Count > 0;
        return user with
        {
            Roles = stays ? user.Roles : [.. user.Roles.Where(role => role != change.Role)],
            ArtistIds = artists,
            TokenEpoch = user.TokenEpoch + 1,
        };
    }

    private static Problem NotFound(Problem problem, Guid userId) => problem.Code == Problems.NotFound
        ? Problem.NotFound("userId", userId, "There is no user with this id.")
        : problem;

    private static Problem Refused() => Problem.Refused(Problems.InvalidSetupToken, "This set-up token is wrong or was used.");

    /// <summary>Who used a set-up token.</summary>
    private sealed record SetupUse(Guid UserId, DateTimeOffset At);
}
