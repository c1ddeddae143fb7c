using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Tests;

/// <summary>Signs tokens as the users service does.</summary>
internal static class Tokens
{
    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private static readonly ECDsaSecurityKey OtherKey = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>The public key as a JSON Web Key Set.</summary>
    public static string KeySet { get; } = CreateKeySet();

    public static string Of(User user, string role = Roles.Listener, Guid? sessionId = null) =>
        Create(user, Key, DateTime.UtcNow.AddHours(1), role, sessionId);

    /// <summary>A token of a partner's client.</summary>
    public static string OfClient(string clientId, string scope, DateTime? expires = null) => Create(
        Key,
        expires ?? DateTime.UtcNow.AddMinutes(10),
        new(TokenClaims.Subject, clientId),
        new(TokenClaims.ClientId, clientId),
        new(TokenClaims.Scope, scope),
        new(TokenClaims.Roles, scope),
        new("jti", Guid.NewGuid().ToString()));

    public static string Expired(User user) => Create(user, Key, DateTime.UtcNow.AddHours(-1));

    public static string Forged(User user) => Create(user, OtherKey, DateTime.UtcNow.AddHours(1));

    private static string Create(User user, ECDsaSecurityKey key, DateTime expires, string role = Roles.Listener, Guid? sessionId = null) => Create(
        key,
        expires,
        new(TokenClaims.Subject, user.Id.ToString()),
        new(TokenClaims.Name, user.UserName),
        new(TokenClaims.Roles, role),
        new(TokenClaims.Session, (sessionId ?? Guid.Empty).ToString()));

    private static string Create(ECDsaSecurityKey key, DateTime expires, params Claim[] claims) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenClaims.Issuer,
        Audience = TokenClaims.Audience,
        IssuedAt = expires.AddHours(-1),
        NotBefore = expires.AddHours(-1),
        Expires = expires,
        Subject = new ClaimsIdentity(claims),
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
    });

    private static string CreateKeySet()
    {
        var key = Key.ECDsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    kid = Key.KeyId,
                    use = "sig",
                    alg = "ES256",
                    x = Base64UrlEncoder.Encode(key.Q.X),
                    y = Base64UrlEncoder.Encode(key.Q.Y),
                },
            },
        });
    }
}
