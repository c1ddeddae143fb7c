using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Identity;

internal static class ClaimsPrincipalExtensions
{
    /// <summary>The caller's user id, or null for a guest.</summary>
    public static Guid? UserId(this ClaimsPrincipal caller) =>
        caller.Identity is { IsAuthenticated: true } && Guid.TryParse(caller.FindFirst(TokenClaims.Subject)?.Value, out var id) ? id : null;

    /// <summary>The caller's user id, for what a guest is refused; not every engine asks for the rules of a subscription before it opens.</summary>
    /// <exception cref="ServiceProblemException">A guest came.</exception>
    public static Guid RequireUserId(this ClaimsPrincipal caller) => caller.UserId() ?? throw new ServiceProblemException(
        StatusCodes.Status401Unauthorized, Problems.Unauthenticated, "The current user is not authorized to access this resource.");
}
