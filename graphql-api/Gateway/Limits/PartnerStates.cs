using System.Collections.Concurrent;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Limits;

/// <summary>
/// Whether the tokens of partners' clients are still good. The users service is asked about a client at most every <see cref="Freshness"/>, and
/// about those with open connections every second.
/// </summary>
internal sealed class PartnerStates(PartnerClients clients, TimeProvider time)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a caller's token is void though it has not expired; never for a user's.</summary>
    /// <exception cref="HttpRequestException">It cannot be found out.</exception>
    public async ValueTask<bool> IsVoidAsync(ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (caller.FindFirst(TokenClaims.ClientId)?.Value is not { } client)
            return false;
        if (!_known.TryGetValue(client, out var known) || time.GetElapsedTime(known.At) > Freshness)
            await RefreshAsync([client], cancellationToken);
        return KnowsToBeVoid(caller);
    }

    /// <summary>Whether a caller's token is known to be void.</summary>
    public bool KnowsToBeVoid(ClaimsPrincipal caller) =>
        caller.FindFirst(TokenClaims.ClientId)?.Value is { } client
        && _known.TryGetValue(client, out var known)
        && (!known.State.IsActive || known.State.RevokedTokens.Contains(caller.FindFirst("jti")?.Value ?? ""));

    public async Task RefreshAsync(IReadOnlyList<string> clientIds, CancellationToken cancellationToken)
    {
        if (_known.Count > MostKnown)
            _known.Clear();
        foreach (var some in clientIds.Chunk(1_000))
        {
            var at = time.GetTimestamp();
            foreach (var state in await clients.GetStatesAsync(some, cancellationToken))
                _known[state.ClientId] = new Known(state, at);
        }
    }

    private sealed record Known(ClientState State, long At);
}
