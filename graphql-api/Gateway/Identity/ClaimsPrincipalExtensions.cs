using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Identity;

internal static class ClaimsPrincipalExtensions
{
    /// <summary>The caller's user id, or null for a guest.</summary>
    public static Guid? UserId(this ClaimsPrincipal caller) =>
        caller.Identity is { IsAuthenticated: true } && Guid.TryParse(caller.FindFirst(TokenClaims.Subject)?.Value, out var id) ? id : null;

    /// <summary>The caller's user id, where a guest cannot come.</summary>
    /// <exception cref="InvalidOperationException">A guest came.</exception>
    public static Guid RequireUserId(this ClaimsPrincipal caller) =>
        caller.UserId() ?? throw new InvalidOperationException("Only a logged-in user can come here.");
}
