using System.Collections.Concurrent;
using System.Security.Claims;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// Access tokens that are void before they expire, as far as events told this process. It costs a look into a table for each token, and
/// remembers each for as long as a token may live.
/// </summary>
public sealed class RevokedTokens(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, (long Epoch, DateTimeOffset At)> _users = [];
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _sessions = [];
    private long _told;

    /// <summary>Takes note of what an event says of tokens; a repetition does no harm.</summary>
    public void Take(UserEvent happened)
    {
        var now = time.GetUtcNow();
        switch (happened)
        {
            case UserDeleted deleted:
                _users[deleted.UserId] = (long.MaxValue, now);
                break;
            case TokensRevoked { SessionId: { } session }:
                _sessions[session] = now;
                break;
            case TokensRevoked revoked:
                _users.AddOrUpdate(revoked.UserId, (revoked.Epoch, now), (_, known) => (Math.Max(known.Epoch, revoked.Epoch), now));
                break;
            default:
                return;
        }

        if (Interlocked.Increment(ref _told) % 1_000 == 0)
            Forget(now - AccessTokens.LongestLifetime - AccessTokens.ClockSkew);
    }

    /// <summary>Whether the token that these claims are of was revoked.</summary>
    public bool Contain(ClaimsPrincipal claims) =>
        (!_users.IsEmpty || !_sessions.IsEmpty)
        && CurrentUser.Of(claims) is { } caller
        && ((_users.TryGetValue(caller.Id, out var user) && caller.Epoch < user.Epoch)
            || (caller.SessionId is { } session && _sessions.ContainsKey(session)));

    private void Forget(DateTimeOffset before)
    {
        foreach (var user in _users.Where(user => user.Value.At < before))
            _users.TryRemove(user);
        foreach (var session in _sessions.Where(session => session.Value < before))
            _sessions.TryRemove(session);
    }
}
