using MusicGraph.Gateway.Events;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Releases;

[SubscriptionType]
internal static partial class ReleaseSubscriptions
{
    private const int MostIds = 1_000;

    /// <summary>Songs, albums and episodes as they come into the catalog.</summary>
    /// <param name="after">The cursor of the last event that you had; without it you hear what comes from now on.</param>
    /// <param name="followed">Only songs and albums, of artists whom you follow.</param>
    /// <param name="artistIds">Only songs and albums that one of these made.</param>
    /// <param name="showIds">Only episodes of these, beside what artists are asked for.</param>
    [Authorize(Roles = [Roles.Listener, Scopes.ReleasesRead])]
    [Cost(10)]
    [Subscribe(With = nameof(OpenReleasesAsync))]
    public static ReleaseEvent OnRelease(
        string? after,
        [ID<Artist>] IReadOnlyList<Guid>? artistIds,
        [ID<Show>] IReadOnlyList<Guid>? showIds,
        [EventMessage] ReleaseEvent happened,
        bool followed = false) => happened;

    /// <summary>Songs as they come into the catalog, for everyone; it does not resume.</summary>
    [Cost(10)]
    [Subscribe(With = nameof(OpenSongsAsync))]
    public static Song OnSongAdded([EventMessage] Song song) => song;

    private static Task<IAsyncEnumerable<ReleaseEvent>> OpenReleasesAsync(
        string? after,
        IReadOnlyList<Guid>? artistIds,
        IReadOnlyList<Guid>? showIds,
        bool followed,
        ClaimsPrincipal caller,
        [Service] ResumableEvents events,
        [Service] SocialClient social,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken)
    {
        if (artistIds?.Count > MostIds)
            throw new InvalidInputException("artistIds", $"artistIds must be at most {MostIds}.");
        if (showIds?.Count > MostIds)
            throw new InvalidInputException("showIds", $"showIds must be at most {MostIds}.");
        if (followed)
            caller.RequireUserId();
        return events.OpenAsync(
            caller,
            EventSubjects.Releases(followed),
            followed ? [StreamNames.Releases, StreamNames.Social] : [StreamNames.Releases],
            after,
            async token => new ReleasesView(followed ? await Followed.OfAsync(caller, social, token) : null, artistIds, showIds, catalog),
            placed => new ReleaseEvent(placed.Cursor, ((CatalogItemChanged)placed.Event).Item),
            cancellationToken);
    }

    private static Task<IAsyncEnumerable<Song>> OpenSongsAsync(ClaimsPrincipal caller, [Service] ResumableEvents events, CancellationToken cancellationToken) =>
        events.OpenAsync(
            caller,
            EventSubjects.Releases(followed: false),
            [StreamNames.Releases],
            after: null,
            _ => Task.FromResult<EventView>(new AddedSongsView()),
            placed => (Song)((CatalogItemChanged)placed.Event).Item,
            cancellationToken);

    private sealed class AddedSongsView : EventView
    {
        public override bool Wants(object happened) => happened is CatalogItemChanged { Item: Song };
    }
}
