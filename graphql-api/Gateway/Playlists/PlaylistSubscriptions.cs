using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Playlists;

[SubscriptionType]
internal static partial class PlaylistSubscriptions
{
    /// <summary>The changes of a playlist that you may see.</summary>
    /// <param name="playlistId">Which.</param>
    /// <param name="after">The cursor of the last event that you had; without it you hear what comes from now on.</param>
    [Authorize(Roles = [Roles.Listener, Scopes.PlaylistsRead])]
    [Cost(10)]
    [Subscribe(With = nameof(OpenPlaylistAsync))]
    public static PlaylistChangedEvent OnPlaylistChanged([ID<Playlist>] Guid playlistId, string? after, [EventMessage] PlaylistChangedEvent happened) => happened;

    private static async Task<IAsyncEnumerable<PlaylistChangedEvent>> OpenPlaylistAsync(
        Guid playlistId, string? after, ClaimsPrincipal caller, [Service] ResumableEvents events, [Service] PlaylistClient playlists, CancellationToken cancellationToken)
    {
        // Somebody who was away may go on to hear that it was deleted; somebody who comes new is told that there is none.
        if (after is null && await playlists.GetByIdsAsync([playlistId], cancellationToken) is not [_])
            throw new PlaylistNotFoundException(playlistId);
        return await events.OpenAsync(
            caller,
            EventSubjects.Playlist(playlistId),
            [StreamNames.Playlist(playlistId)],
            after,
            _ => Task.FromResult<EventView>(new PlaylistView(playlistId, playlists)),
            placed =>
            {
                var update = (PlaylistUpdate)placed.Event;
                return new PlaylistChangedEvent(
                    placed.Cursor, update.IsDeleted ? null : update.Playlist, update.IsDeleted, update.Items, update.ChangedBy);
            },
            cancellationToken);
    }

    /// <summary>
    /// Who may see a playlist may change with any event of it: the service is asked each time. That it was deleted tells nothing of it.
    /// </summary>
    private sealed class PlaylistView(Guid playlistId, PlaylistClient playlists) : EventView
    {
        public override bool Wants(object happened) => happened is PlaylistUpdate;

        public override async ValueTask<IReadOnlyList<object?>> ShowAsync(
            IReadOnlyList<object> happened, bool isPast, CancellationToken cancellationToken)
        {
            var isVisible = await playlists.GetByIdsAsync([playlistId], cancellationToken) is [_];
            return [.. happened.Select(one => isVisible || one is PlaylistUpdate { IsDeleted: true } ? one : null)];
        }
    }
}
