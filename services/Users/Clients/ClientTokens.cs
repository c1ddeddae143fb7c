using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.Users.Tokens;

namespace MusicGraph.Users.Clients;

/// <summary>Makes the tokens of clients: those of users, but with a client and scopes in the place of a user and roles (RFC 9068).</summary>
internal sealed class ClientTokens(SigningKeyStore keys, IOptions<UsersOptions> options, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public async Task<ClientToken> IssueAsync(ClientRecord client, string[] scopes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var seconds = options.Value.ClientTokenSeconds;
        var scope = string.Join(' ', scopes);
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenClaims.Issuer,
            Audience = TokenClaims.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddSeconds(seconds).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [TokenClaims.Subject] = client.ClientId,
                [TokenClaims.ClientId] = client.ClientId,
                [TokenClaims.Scope] = scope,
                [TokenClaims.Roles] = scopes,
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
            },
            SigningCredentials = new SigningCredentials(await keys.SignerAsync(cancellationToken), SecurityAlgorithms.EcdsaSha256),
        });
        return new ClientToken(token, seconds, scope);
    }

    /// <summary>What of a token has to be remembered when it is revoked; null where it is none of this client's, or expired.</summary>
    public RevokedToken? Read(string token, ClientRecord client)
    {
        if (!_handler.CanReadToken(token) || _handler.ReadToken(token) is not JsonWebToken read)
            return null;
        // Whether it is signed does not matter: a forged one is void anyway.
        return read.Subject == client.ClientId && read.Id is { Length: > 0 and <= 64 } id && read.ValidTo > time.GetUtcNow().UtcDateTime
            ? new RevokedToken(id, read.ValidTo)
            : null;
    }
}
