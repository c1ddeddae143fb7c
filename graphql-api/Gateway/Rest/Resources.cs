using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Rest;

/// <summary>A window of a list.</summary>
/// <param name="TotalCount">The number of items in the whole list.</param>
/// <param name="NextCursor">What to send as <c>after</c> for the next window; null at the end.</param>
public sealed record ListResource<T>(IReadOnlyList<T> Items, int TotalCount, string? NextCursor)
{
    internal static ListResource<T> Of<TItem>(Page<TItem> page, Func<TItem, T> convert) => new(
        [.. page.Items.Select(item => convert(item.Value))],
        page.TotalCount,
        page is { HasNextPage: true, Items.Count: > 0 } ? page.Items[^1].Cursor : null);
}

/// <summary>Somebody who has an account.</summary>
/// <param name="Id">As in the graph.</param>
public sealed record UserResource(string Id, string UserName, string DisplayName, string? Bio, string? AvatarUrl, DateTimeOffset CreatedAt)
{
    internal static UserResource Of(User user) =>
        new(GlobalId.Format(nameof(User), user.Id), user.UserName, user.DisplayName, user.Bio, user.AvatarUrl, user.CreatedAt);
}

/// <summary>What a registration gives.</summary>
/// <param name="AccessToken">Send it with requests, as <c>Authorization: Bearer</c>.</param>
/// <param name="RefreshToken">Gives the next session by <c>refreshSession</c> of the graph.</param>
public sealed record SessionResource(
    string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset RefreshTokenExpiresAt, UserResource User)
{
    internal static SessionResource Of(Session session) =>
        new(session.AccessToken, session.ExpiresAt, session.RefreshToken, session.RefreshTokenExpiresAt, UserResource.Of(session.User));
}

/// <summary>A playlist without its items.</summary>
/// <param name="Id">As in the graph.</param>
/// <param name="OwnerId">The id of the user whose it is.</param>
/// <param name="ItemCount">How many songs stand in it, repetitions counted.</param>
/// <param name="Version">Grows by one with every change of the items.</param>
/// <param name="DurationMs">The length of all its songs together, in milliseconds.</param>
/// <param name="SnapshotId">Which state of the items this is.</param>
public sealed record PlaylistResource(
    string Id,
    string OwnerId,
    string Name,
    string? Description,
    Visibility Visibility,
    int ItemCount,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long DurationMs,
    string SnapshotId)
{
    internal static PlaylistResource Of(Playlist playlist) => new(
        GlobalId.Format(nameof(Playlist), playlist.Id),
        GlobalId.Format(nameof(User), playlist.OwnerId),
        playlist.Name,
        playlist.Description,
        playlist.Visibility,
        playlist.ItemCount,
        playlist.Version,
        playlist.CreatedAt,
        playlist.UpdatedAt,
        playlist.DurationMs,
        Snapshots.Of(playlist));
}

/// <summary>A playlist with a window of its items.</summary>
public sealed record PlaylistWithItemsResource(PlaylistResource Playlist, ListResource<PlaylistItemResource> Items);

/// <summary>A song's place in a playlist.</summary>
/// <param name="Id">Names the place, not the song.</param>
/// <param name="Title">The song's; null when it is gone from the catalog.</param>
/// <param name="Artists">The names of the song's artists, in the order of the credits.</param>
/// <param name="AudioUrl">Where to stream it from, relative to this server; it expires after an hour or two. Null where nothing was uploaded.</param>
public sealed record PlaylistItemResource(
    string Id, string SongId, string? Title, IReadOnlyList<string> Artists, string? AudioUrl, DateTimeOffset AddedAt);

/// <summary>What a playlist is to be from now on.</summary>
/// <param name="Description">What it is about; none where it is left out.</param>
/// <param name="Visibility">Who can see it; it stays where this is left out, so that nobody publishes by renaming.</param>
public sealed record PlaylistReplacement(string Name, string? Description = null, Visibility? Visibility = null);
