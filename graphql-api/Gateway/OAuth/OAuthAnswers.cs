using System.Text.Json.Serialization;

namespace MusicGraph.Gateway.OAuth;

/// <summary>RFC 6749, section 5.1.</summary>
internal sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string Scope);

/// <summary>RFC 6749, section 5.2.</summary>
internal sealed record ErrorResponse(string Error, string ErrorDescription);

/// <summary>RFC 8414, section 2.</summary>
internal sealed record ServerMetadata(
    string Issuer,
    string TokenEndpoint,
    string RevocationEndpoint,
    string JwksUri,
    IReadOnlyList<string> ScopesSupported,
    IReadOnlyList<string> GrantTypesSupported,
    IReadOnlyList<string> ResponseTypesSupported,
    IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    IReadOnlyList<string> RevocationEndpointAuthMethodsSupported);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ServerMetadata))]
internal sealed partial class OAuthJson : JsonSerializerContext;

/// <summary>What a client is told when it gets no token (RFC 6749, section 5.2).</summary>
internal static class OAuthError
{
    public static IResult InvalidRequest(string description) => Error(StatusCodes.Status400BadRequest, "invalid_request", description);

    public static IResult UnsupportedGrantType() =>
        Error(StatusCodes.Status400BadRequest, "unsupported_grant_type", "The only grant type is client_credentials.");

    public static IResult InvalidScope(string description) => Error(StatusCodes.Status400BadRequest, "invalid_scope", description);

    public static IResult InvalidClient(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"musicgraph\"";
        return Error(StatusCodes.Status401Unauthorized, "invalid_client", "There is no such client, or that is not its secret.");
    }

    private static IResult Error(int status, string error, string description) =>
        TypedResults.Json(new ErrorResponse(error, description), OAuthJson.Default.ErrorResponse, statusCode: status);
}
