using System.Collections.Concurrent;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Limits;

/// <summary>
/// The WebSockets and event streams that are open, with whose they are. Every second those are ended whose token has expired or was revoked:
/// what a connection was allowed when it was opened, it is not for ever.
/// </summary>
internal sealed class OpenConnections(PartnerStates partners, RevokedTokens revoked, TimeProvider time, ILogger<OpenConnections> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<object, OpenConnection> _connections = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Caller, int> _counts = [];

    /// <summary>Takes a connection in, unless its caller has too many.</summary>
    /// <param name="key">Known to whoever takes it out again.</param>
    /// <param name="limit">The most of the caller; 0 for no limit.</param>
    /// <param name="end">Ends it, because its token expired or, if true, was revoked.</param>
    public bool TryAdd(object key, Caller caller, ClaimsPrincipal claims, int limit, Action<bool> end)
    {
        if (_counts.AddOrUpdate(caller, 1, (_, count) => count + 1) > limit && limit > 0)
        {
            Decrease(caller);
            return false;
        }

        _connections[key] = new OpenConnection(caller, claims, ExpiryOf(claims), end);
        return true;
    }

    public void Remove(object key)
    {
        if (_connections.TryRemove(key, out var connection))
            Decrease(connection.Caller);
    }

    /// <summary>Takes note of a newer token of the same caller.</summary>
    /// <returns>When it expires; null where the caller is another, or the connection is gone.</returns>
    public DateTimeOffset? Renew(object key, Caller caller, ClaimsPrincipal claims)
    {
        if (!_connections.TryGetValue(key, out var connection) || connection.Caller != caller)
            return null;
        var renewed = connection with { Claims = claims, ExpiresAt = ExpiryOf(claims) };
        return _connections.TryUpdate(key, renewed, connection) ? renewed.ExpiresAt : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetUtcNow();
            foreach (var (key, connection) in _connections)
            {
                if (connection.ExpiresAt <= now)
                    End(key, connection, isRevoked: false);
            }

            await EndRevokedAsync(stoppingToken);
        }
    }

    private async Task EndRevokedAsync(CancellationToken cancellationToken)
    {
        var clients = _connections.Values.Where(connection => connection.Caller.Kind == CallerKind.Client).Select(connection => connection.Caller.Name);
        try
        {
            await partners.RefreshAsync([.. clients.Distinct()], cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "Whether partners' clients were ended cannot be read now");
        }

        foreach (var (key, connection) in _connections)
        {
            if (partners.KnowsToBeVoid(connection.Claims) || revoked.Contain(connection.Claims))
                End(key, connection, isRevoked: true);
        }
    }

    private void End(object key, OpenConnection connection, bool isRevoked)
    {
        Remove(key);
        connection.End(isRevoked);
    }

    private void Decrease(Caller caller)
    {
        if (_counts.AddOrUpdate(caller, 0, (_, count) => count - 1) == 0)
            _counts.TryRemove(KeyValuePair.Create(caller, 0));
    }

    /// <summary>A guest's connection does not expire.</summary>
    private static DateTimeOffset ExpiryOf(ClaimsPrincipal claims) =>
        long.TryParse(claims.FindFirst("exp")?.Value, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MaxValue;

    private sealed record OpenConnection(Caller Caller, ClaimsPrincipal Claims, DateTimeOffset ExpiresAt, Action<bool> End);
}
