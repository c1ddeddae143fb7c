namespace MusicGraph.Gateway.Events;

/// <summary>A subscription that can go on from a cursor.</summary>
public enum EventSubject
{
    /// <summary><c>onShare</c>.</summary>
    Shares,

    /// <summary><c>onRelease</c>.</summary>
    Releases,

    /// <summary><c>onRelease(followed: true)</c>.</summary>
    FollowedReleases,

    /// <summary><c>onFeedItem</c>.</summary>
    Feed,

    /// <summary><c>onPlaylistChanged</c>.</summary>
    Playlist,
}

[QueryType]
internal static partial class EventQueries
{
    /// <summary>
    /// The cursor of what comes next, to take before you subscribe for the first time: a subscription after it misses nothing, even if it breaks
    /// before the first event has come.
    /// </summary>
    /// <param name="of">Of which subscription.</param>
    /// <param name="playlistId">Of which playlist, where it is of one.</param>
    [Authorize(Roles = [Roles.Listener, Scopes.SharesRead, Scopes.ReleasesRead, Scopes.PlaylistsRead, Scopes.FeedRead])]
    public static async Task<string> GetEventCursorAsync(
        EventSubject of,
        [ID<Playlist>] Guid? playlistId,
        ClaimsPrincipal caller,
        [Service] ResumableEvents events,
        [Service] PlaylistClient playlists,
        CancellationToken cancellationToken) =>
        await ((of, playlistId) switch
        {
            (EventSubject.Shares, null) => events.FindEndAsync(EventSubjects.Shares(caller), [StreamNames.Social], cancellationToken),
            (EventSubject.Releases, null) => events.FindEndAsync(EventSubjects.Releases(followed: false), [StreamNames.Releases], cancellationToken),
            (EventSubject.FollowedReleases, null) =>
                events.FindEndAsync(EventSubjects.Releases(followed: true), [StreamNames.Releases, StreamNames.Social], cancellationToken),
            (EventSubject.Feed, null) =>
                events.FindEndAsync(EventSubjects.Feed(caller), [StreamNames.Social, StreamNames.Releases], cancellationToken),
            (EventSubject.Playlist, { } id) when await playlists.GetByIdsAsync([id], cancellationToken) is not [_] => throw new PlaylistNotFoundException(id),
            (EventSubject.Playlist, { } id) => events.FindEndAsync(EventSubjects.Playlist(id), [StreamNames.Playlist(id)], cancellationToken),
            _ => throw new InvalidInputException("playlistId", "playlistId goes with PLAYLIST, and only with it."),
        });
}
