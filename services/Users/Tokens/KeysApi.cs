using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Users.Tokens;

internal static class KeysApi
{
    /// <summary>The public keys, for everyone who wants to check a token (RFC 7517).</summary>
    public static void MapKeys(this IEndpointRouteBuilder app) => app.MapGet("/.well-known/jwks.json", KeysAsync);

    private static async Task<ContentHttpResult> KeysAsync(IKeySetSource keys, HttpResponse response, CancellationToken cancellationToken)
    {
        var set = await keys.FetchAsync(cancellationToken);
        // Far less than a key is published before it signs.
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Content(set, "application/jwk-set+json");
    }
}

/// <summary>The key set of this service, which need not ask anybody for it.</summary>
internal sealed class OwnKeySetSource(SigningKeyStore keys) : IKeySetSource
{
    public async Task<string> FetchAsync(CancellationToken cancellationToken) =>
        JsonSerializer.Serialize(new { keys = (await keys.AllAsync(cancellationToken)).Select(ToPublic) });

    private static object ToPublic(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = SecurityAlgorithms.EcdsaSha256,
            kid = key.KeyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
