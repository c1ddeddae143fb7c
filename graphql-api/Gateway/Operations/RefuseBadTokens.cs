using Microsoft.AspNetCore.Authentication;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Gateway.Operations;

/// <summary>
/// Answers 401 to a request that carries a token which is expired, forged or no token at all, where the framework would go on as
/// if a guest had come: the client must learn that it is not who it thinks it is.
/// </summary>
internal static class RefuseBadTokens
{
    public static void UseBadTokenRefusal(this WebApplication app) => app.Use(async (context, next) =>
    {
        var authentication = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult;
        if (context.Request.Headers.Authorization.Count == 0
            || authentication is { Succeeded: true }
            // A client authenticates there by another scheme.
            || context.Request.Path.StartsWithSegments("/oauth"))
        {
            await next(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await Problem.Unauthenticated("The token is expired or not one of ours. Log in again.").ExecuteAsync(context);
    });
}
