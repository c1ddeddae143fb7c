using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// Keeps the public keys at hand. They are fetched at the first token, every hour, and when a token names a key that is not
/// among them, though not more often than every few seconds, so that forged tokens cannot make us hammer the users service. While that
/// cannot be reached, the keys that are known stay good.
/// </summary>
internal sealed class SigningKeys(IKeySetSource source, TimeProvider time, ILogger<SigningKeys> logger)
    : IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private volatile Known? _known;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var known = _known;
        if (known is null || (time.GetUtcNow() - known.FetchedAt > Lifetime && MayAsk(known)))
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
        if (known.Configuration.SigningKeys.All(key => key.KeyId != keyId) && MayAsk(known))
            await FetchAsync(known, cancellationToken);
    }

    private bool MayAsk(Known known) => time.GetUtcNow() - known.AskedAt > ShortestInterval;

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
            return _known = new Known(configuration, time.GetUtcNow(), time.GetUtcNow());
        }
        catch (Exception e) when (stale is not null && e is HttpRequestException or DaprException or ArgumentException)
        {
            logger.LogWarning(e, "The keys of tokens could not be fetched; those that are known stay");
            return _known = stale! with { AskedAt = time.GetUtcNow() };
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <param name="AskedAt">When they were last asked for, successfully or not.</param>
    private sealed record Known(OpenIdConnectConfiguration Configuration, DateTimeOffset FetchedAt, DateTimeOffset AskedAt);
}
