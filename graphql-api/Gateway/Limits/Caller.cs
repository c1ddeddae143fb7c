using System.Globalization;
using MusicGraph.Gateway.Identity;
using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Limits;

/// <summary>Who is counted: a partner's client, a user, or an address.</summary>
internal enum CallerKind
{
    Client,
    User,
    Address,
}

/// <summary>A caller, as limits tell them apart.</summary>
internal readonly record struct Caller(CallerKind Kind, string Name)
{
    public static Caller Of(HttpContext context, ClaimsPrincipal claims) => claims switch
    {
        _ when claims.FindFirst(TokenClaims.ClientId)?.Value is { } client => new Caller(CallerKind.Client, client),
        _ when claims.UserId() is { } user => new Caller(CallerKind.User, user.ToString("N", CultureInfo.InvariantCulture)),
        _ => new Caller(CallerKind.Address, context.Connection.RemoteIpAddress?.ToString() ?? ""),
    };

    public CallerLimit LimitOf(LimitSettings settings) => Kind switch
    {
        CallerKind.Client => settings.Client,
        CallerKind.User => settings.User,
        _ => settings.Address,
    };
}
