using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Takes <c>Bearer user-NAME</c> for a valid token of that user, and any other for a forged one.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Token";

    private const string Prefix = "Bearer user-";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        if (!authorization.StartsWith(Prefix, StringComparison.Ordinal)) return Task.FromResult(AuthenticateResult.Fail("forged"));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, authorization[Prefix.Length..])], Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }
}
