using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.Tokens;

namespace MusicGraph.ServiceDefaults.Auth;

internal static class BearerAuthentication
{
    /// <summary>Accepts the JWTs of the users service: ES256, our issuer and audience, not expired, not revoked.</summary>
    public static void AddBearerAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton<IKeySetSource, UsersKeySetSource>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<RememberedTokens>();
        services.AddSingleton<RevokedTokens>();
        // A partner's client is nobody's account: it may do what asks for one of its scopes, and nothing that asks for a user.
        services.AddAuthorization(options => options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == TokenClaims.ClientId))
            .Build());
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<SigningKeys, RememberedTokens, RevokedTokens, TimeProvider>((options, keys, tokens, revoked, time) =>
        {
            options.ConfigurationManager = keys;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(tokens);
            options.TimeProvider = time;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = TokenClaims.Issuer,
                ValidAudience = TokenClaims.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                NameClaimType = TokenClaims.Name,
                RoleClaimType = TokenClaims.Roles,
                ClockSkew = AccessTokens.ClockSkew,
            };
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context => EnsureKeyAsync(context, keys, tokens),
                OnTokenValidated = context =>
                {
                    if (context.Principal is { } claims && revoked.Contain(claims))
                        context.Fail("The session of this token has ended.");
                    return Task.CompletedTask;
                },
            };
        });
    }

    /// <summary>A key made after ours were fetched must be known before the token is validated, not after it was refused.</summary>
    private static Task EnsureKeyAsync(MessageReceivedContext context, SigningKeys keys, RememberedTokens tokens)
    {
        const string scheme = "Bearer ";
        string? header = context.Request.Headers.Authorization;
        if (header is null || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return Task.CompletedTask;

        var token = header[scheme.Length..].Trim();
        if (tokens.Knows(token) || !tokens.CanReadToken(token))
            return Task.CompletedTask;
        try
        {
            return tokens.ReadJsonWebToken(token) is { Kid.Length: > 0 and var _ } jwt
                ? keys.EnsureAsync(jwt.Kid, context.HttpContext.RequestAborted)
                : Task.CompletedTask;
        }
        catch (ArgumentException)
        {
            // Not a JWT after all; the validation that follows refuses it.
            return Task.CompletedTask;
        }
    }
}
