using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// The user whose token came with the request. A handler asks for it as a parameter: nullable where guests are welcome, not
/// nullable behind <c>RequireAuthorization</c>.
/// </summary>
public sealed record CurrentUser(Guid Id, string UserName, IReadOnlyList<string> Roles)
{
    public bool IsAdmin => Roles.Contains(Contracts.Roles.Admin);

    /// <summary>The session that the token was made for; null for one that was made for none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The account's epoch when the token was made.</summary>
    public long Epoch { get; init; }

    /// <summary>The artists of the catalog whom the user speaks for; none without the role artist.</summary>
    public IReadOnlyList<Guid> ArtistIds { get; init; } = [];

    /// <summary>Whether the user may manage what belongs to an artist.</summary>
    public bool SpeaksFor(Guid artistId) => IsAdmin || ArtistIds.Contains(artistId);

    public static ValueTask<CurrentUser?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>Null for a guest.</summary>
    public static CurrentUser? Of(ClaimsPrincipal claims) =>
        claims.Identity is { IsAuthenticated: true } && Guid.TryParse(claims.FindFirst(TokenClaims.Subject)?.Value, out var id)
            ? new CurrentUser(
                id,
                claims.FindFirst(TokenClaims.Name)?.Value ?? "",
                [.. claims.FindAll(TokenClaims.Roles).Select(claim => claim.Value)])
            {
                SessionId = Guid.TryParse(claims.FindFirst(TokenClaims.Session)?.Value, out var session) ? session : null,
                Epoch = long.TryParse(claims.FindFirst(TokenClaims.Epoch)?.Value, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0,
                ArtistIds = [.. claims.FindAll(TokenClaims.Artists).Select(claim => Guid.Parse(claim.Value))],
            }
            : null;
}
