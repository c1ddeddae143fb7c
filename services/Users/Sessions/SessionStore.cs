using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Accounts;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Users.Sessions;

/// <summary>
/// Key: <c>user-sessions:{id}</c>, an account's sessions. A refresh token is good once; the next follows from it by a key that only this
/// service has, so that two tabs that refresh at once, or one whose answer was lost, are given the same one for <see cref="Grace"/>. A token
/// that comes back later was copied, and nobody can tell which of the two is the thief: the session ends.
/// </summary>
internal sealed class SessionStore(Transactions transactions, AccountSecrets secrets, IOptions<UsersOptions> options, TimeProvider time)
{
    /// <summary>How long after a refresh the token that was used for it gives the same answer.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private const int MostSessions = 50;
    private const int MostAddresses = 10;

    private TimeSpan Lifetime => TimeSpan.FromDays(Math.Max(1, options.Value.SessionDays));

    /// <summary>Begins a session; the one that was used longest ago ends when there are too many.</summary>
    /// <param name="address">What stands for the address that it is begun from.</param>
    public async Task<(RefreshToken Token, SessionRecord Session)> BeginAsync(
        UserRecord user, string deviceName, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = new RefreshToken(user.Id, Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(RefreshToken.SecretBytes));
        var begun = new SessionRecord(
            token.SessionId, RefreshToken.HashOf(token.Secret), null, now, now, now + Lifetime, user.TokenEpoch, deviceName);
        await ChangeAsync(
            user.Id,
            list => new SessionList(
                [.. Alive(list, user).OrderByDescending(session => session.RotatedAt).Take(MostSessions - 1), begun],
                [address, .. list.Addresses.Where(known => known != address).Take(MostAddresses - 1)]),
            cancellationToken);
        return (token, begun);
    }

    /// <summary>Takes a refresh token and gives the next; null when it is not good, which ends its session.</summary>
    public async Task<(RefreshToken Token, SessionRecord Session)?> RotateAsync(
        UserRecord user, RefreshToken used, CancellationToken cancellationToken)
    {
        var next = used with { Secret = (await secrets.KeysAsync(cancellationToken)).Follow("refresh", [.. used.SessionId.ToByteArray(), .. used.Secret]) };
        var (hash, nextHash) = (RefreshToken.HashOf(used.Secret), RefreshToken.HashOf(next.Secret));
        var key = Key(user.Id);
        var outcome = await transactions.RunAsync<SessionRecord?>(
            key,
            async (session, token) =>
            {
                var now = time.GetUtcNow();
                var list = await session.GetAsync<SessionList>(key, token) ?? SessionList.Empty;
                if (Alive(list, user).FirstOrDefault(one => one.Id == used.SessionId) is not { } known)
                    return (Outcome<SessionRecord?>)(SessionRecord?)null;
                if (known.Hash == hash)
                {
                    var rotated = known with { Hash = nextHash, PreviousHash = hash, RotatedAt = now, ExpiresAt = now + Lifetime };
                    session.Put(key, list with { Sessions = [.. list.Sessions.Where(one => one.Id != known.Id), rotated] }, Lifetime);
                    return rotated;
                }

                if (known.PreviousHash == hash && known.Hash == nextHash && now - known.RotatedAt <= Grace)
                    return known;
                PutEnded(session, user.Id, list, known.Id);
                return (SessionRecord?)null;
            },
            cancellationToken);
        return outcome.Value is { } rotated ? (next, rotated) : null;
    }

    /// <summary>Ends a session of the user; false when there is none with this id.</summary>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        var key = Key(userId);
        var outcome = await transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                var list = await session.GetAsync<SessionList>(key, token) ?? SessionList.Empty;
                if (list.Sessions.All(one => one.Id != sessionId))
                    return false;
                PutEnded(session, userId, list, sessionId);
                return true;
            },
            cancellationToken);
        return outcome.Value;
    }

    /// <summary>Forgets all sessions of an account, whose epoch has ended them.</summary>
    /// <param name="addresses">Whether to forget as well where it was logged in from.</param>
    public Task ForgetAsync(Guid userId, bool addresses, CancellationToken cancellationToken) =>
        ChangeAsync(userId, list => addresses ? null : list with { Sessions = [] }, cancellationToken);

    /// <summary>The user's sessions, the one used last first.</summary>
    public async Task<IReadOnlyList<ActiveSession>> ListAsync(UserRecord user, Guid? current, CancellationToken cancellationToken) =>
        [.. Alive(await ReadAsync(user.Id, cancellationToken), user).OrderByDescending(one => one.RotatedAt).Select(one => one.ToActive(current))];

    /// <summary>Whether a session has not ended.</summary>
    public async Task<bool> IsAliveAsync(UserRecord user, Guid sessionId, CancellationToken cancellationToken) =>
        Alive(await ReadAsync(user.Id, cancellationToken), user).Any(one => one.Id == sessionId);

    /// <summary>Whether the account was logged in from this address lately.</summary>
    public async Task<bool> KnowsAsync(Guid userId, string address, CancellationToken cancellationToken) =>
        (await ReadAsync(userId, cancellationToken)).Addresses.Contains(address);

    private async Task<SessionList> ReadAsync(Guid userId, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<SessionList>(Key(userId), cancellationToken) ?? SessionList.Empty;

    private IEnumerable<SessionRecord> Alive(SessionList list, UserRecord user) =>
        list.Sessions.Where(session => session.Epoch >= user.SessionsFrom && session.ExpiresAt > time.GetUtcNow());

    private Task ChangeAsync(Guid userId, Func<SessionList, SessionList?> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            Key(userId),
            async (session, token) =>
            {
                if (change(await session.GetAsync<SessionList>(Key(userId), token) ?? SessionList.Empty) is { } changed)
                    session.Put(Key(userId), changed, Lifetime);
                else
                    session.Delete(Key(userId));
                return true;
            },
            cancellationToken);

    private void PutEnded(StateSession session, Guid userId, SessionList list, Guid sessionId) =>
        session.PutAndTell<SessionList, UserEvent>(
            Key(userId),
            list with { Sessions = [.. list.Sessions.Where(one => one.Id != sessionId)] },
            new TokensRevoked(EventIds.Of(sessionId, 0), userId, sessionId, Epoch: 0),
            Lifetime);

    private static string Key(Guid userId) => StateKey.Of("user-sessions", userId);
}
