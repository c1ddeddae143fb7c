using Microsoft.Extensions.Primitives;

namespace MusicGraph.Gateway.OAuth;

/// <summary>
/// OAuth 2.0 for partners' clients: client credentials (RFC 6749, section 4.4), revocation (RFC 7009) and the metadata by which both are found
/// (RFC 8414).
/// </summary>
internal static class OAuthRoutes
{
    private const string TokenPath = "/oauth/token";
    private const string RevocationPath = "/oauth/revoke";

    public static void MapOAuth(this WebApplication app)
    {
        app.MapPost(TokenPath, IssueAsync).ExcludeFromDescription();
        app.MapPost(RevocationPath, RevokeAsync).ExcludeFromDescription();
        app.MapGet("/.well-known/oauth-authorization-server", Describe).ExcludeFromDescription();
    }

    private static async Task<IResult> IssueAsync(HttpContext context, PartnerClients clients)
    {
        ForbidCaching(context);
        if (await OAuthForm.ReadAsync(context) is not { } form)
            return OAuthError.InvalidRequest("The body must be a form, with each parameter once and one way of client authentication.");
        if (form["grant_type"] is not { } grant)
            return OAuthError.InvalidRequest("grant_type is missing.");
        if (grant != "client_credentials")
            return OAuthError.UnsupportedGrantType();
        if (form.ClientId is null || form.ClientSecret is null)
            return OAuthError.InvalidClient(context);
        try
        {
            var token = await clients.IssueTokenAsync(
                new ClientTokenRequest(form.ClientId, form.ClientSecret, form["scope"]), context.RequestAborted);
            return TypedResults.Json(
                new TokenResponse(token.AccessToken, "Bearer", token.ExpiresIn, token.Scope), OAuthJson.Default.TokenResponse);
        }
        catch (ServiceProblemException problem)
        {
            return problem.Code == Problems.InvalidScope ? OAuthError.InvalidScope(problem.Message) : OAuthError.InvalidClient(context);
        }
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, PartnerClients clients)
    {
        ForbidCaching(context);
        if (await OAuthForm.ReadAsync(context) is not { } form || form["token"] is not { } token)
            return OAuthError.InvalidRequest("The body must be a form with a token, and one way of client authentication.");
        if (form.ClientId is null || form.ClientSecret is null)
            return OAuthError.InvalidClient(context);
        try
        {
            await clients.RevokeTokenAsync(new ClientTokenRevocation(form.ClientId, form.ClientSecret, token), context.RequestAborted);
            return TypedResults.Ok();
        }
        catch (ServiceProblemException)
        {
            return OAuthError.InvalidClient(context);
        }
    }

    private static IResult Describe(HttpContext context)
    {
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        string[] methods = ["client_secret_basic", "client_secret_post"];
        return TypedResults.Json(
            new ServerMetadata(
                here,
                here + TokenPath,
                here + RevocationPath,
                here + "/.well-known/jwks.json",
                Scopes.All,
                ["client_credentials"],
                [],
                methods,
                methods),
            OAuthJson.Default.ServerMetadata);
    }

    private static void ForbidCaching(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = new StringValues("no-cache");
    }
}
