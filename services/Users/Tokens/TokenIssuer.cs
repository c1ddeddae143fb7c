using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.Users.Accounts;

namespace MusicGraph.Users.Tokens;

/// <summary>Makes the JWTs that every service accepts.</summary>
internal sealed class TokenIssuer(SigningKeyStore keys, IOptions<UsersOptions> options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token of an account for one of its sessions.</summary>
    public Task<AccessToken> IssueAsync(UserRecord user, Guid sessionId, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>
        {
            [TokenClaims.Subject] = user.Id.ToString(),
            [TokenClaims.Name] = user.UserName,
            [TokenClaims.Roles] = user.Roles.Select(Roles.NameOf).ToArray(),
            [TokenClaims.Session] = sessionId.ToString(),
            [TokenClaims.Epoch] = user.TokenEpoch,
            [TokenClaims.Artists] = user.ArtistIds.Select(id => id.ToString()).ToArray(),
        };
        if (user.Country is { } country)
            claims[TokenClaims.Country] = country;
        return SignAsync(claims, cancellationToken);
    }

    /// <summary>A token that says this, besides who it is from, for whom and how long.</summary>
    public async Task<AccessToken> SignAsync(Dictionary<string, object> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expires = now + options.Value.TokenLifetime;
        claims[JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString();
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenClaims.Issuer,
            Audience = TokenClaims.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(await keys.SignerAsync(cancellationToken), SecurityAlgorithms.EcdsaSha256),
        });
        return new AccessToken(token, expires);
    }
}

/// <summary>A signed JWT and when it stops being good.</summary>
internal sealed record AccessToken(string Text, DateTimeOffset ExpiresAt);
