using System.Globalization;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Events;

/// <summary>What cursors are of: one of a subscription is refused by another kind of subscription, and by another subscriber's.</summary>
internal static class EventSubjects
{
    public static string Shares(ClaimsPrincipal caller) => $"shares {Of(caller)}";

    public static string Feed(ClaimsPrincipal caller) => $"feed {Of(caller)}";

    public static string Releases(bool followed) => followed ? "followed" : "releases";

    public static string Playlist(Guid id) => $"playlist {id:N}";

    private static string Of(ClaimsPrincipal caller) => caller.UserId()?.ToString("N", CultureInfo.InvariantCulture) ?? "all";
}
