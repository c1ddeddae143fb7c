using Microsoft.AspNetCore.Http;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// The user whose token came with the request. A handler asks for it as a parameter: nullable where guests are welcome, not
/// nullable behind <c>RequireAuthorization</c>.
/// </summary>
public sealed record CurrentUser(Guid Id, string UserName, IReadOnlyList<string> Roles)
{
    public bool IsAdmin => Roles.Contains(Contracts.Roles.Admin);

    public static ValueTask<CurrentUser?> BindAsync(HttpContext context)
    {
        var claims = context.User;
        return ValueTask.FromResult(
            claims.Identity is { IsAuthenticated: true } && Guid.TryParse(claims.FindFirst(TokenClaims.Subject)?.Value, out var id)
                ? new CurrentUser(
                    id,
                    claims.FindFirst(TokenClaims.Name)?.Value ?? "",
                    [.. claims.FindAll(TokenClaims.Roles).Select(claim => claim.Value)])
                : null);
    }
}
