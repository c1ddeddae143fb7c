using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// Keeps the public keys at hand. They are fetched at the first token, every hour, and when a token names a key that is not
/// among them, though not more often than every few seconds, so that forged tokens cannot make us hammer the users service.
/// </summary>
internal sealed class SigningKeys(IKeySetSource source, TimeProvider time) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private volatile Known? _known;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var known = _known;
        if (known is null || time.GetUtcNow() - known.FetchedAt > Lifetime)
            known = await FetchAsync(known, cancel);
        return known.Configuration;
    }

    public void RequestRefresh()
    {
        // EnsureAsync has refreshed before the token was looked at; a second refresh would bring nothing new.
    }

    /// <summary>Fetches the keys again if none has this id.</summary>
    public async Task EnsureAsync(string keyId, CancellationToken cancellationToken)
    {
        await GetConfigurationAsync(cancellationToken);
        var known = _known!;
        if (known.Configuration.SigningKeys.All(key => key.KeyId != keyId) && time.GetUtcNow() - known.FetchedAt > ShortestInterval)
            await FetchAsync(known, cancellationToken);
    }

    private async Task<Known> FetchAsync(Known? stale, CancellationToken cancellationToken)
    {
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } fresh && fresh != stale)
                return fresh;

            var keys = new JsonWebKeySet(await source.FetchAsync(cancellationToken));
            var configuration = new OpenIdConnectConfiguration { Issuer = TokenClaims.Issuer };
            foreach (var key in keys.GetSigningKeys())
                configuration.SigningKeys.Add(key);
            return _known = new Known(configuration, time.GetUtcNow());
        }
        finally
        {
            _fetching.Release();
        }
    }

    private sealed record Known(OpenIdConnectConfiguration Configuration, DateTimeOffset FetchedAt);
}
