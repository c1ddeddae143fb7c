namespace MusicGraph.Contracts;

/// <summary>Who can see a playlist.</summary>
public enum Visibility
{
    /// <summary>Everyone, also in lists.</summary>
    Public,

    /// <summary>Only its owner.</summary>
    Private,
}

/// <summary>The head of a playlist; its items are read in pages.</summary>
/// <param name="Version">Grows by one with every change of the items.</param>
public sealed record Playlist(
    Guid Id,
    Guid OwnerId,
    string Name,
    string? Description,
    Visibility Visibility,
    int ItemCount,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A song's place in a playlist; the same song may stand in it more than once.</summary>
public sealed record PlaylistItem(Guid Id, Guid SongId, Guid AddedBy, DateTimeOffset AddedAt);

/// <summary>Body of <c>POST /playlists</c>.</summary>
public sealed record NewPlaylist(string Name, string? Description = null, Visibility Visibility = Visibility.Public);

/// <summary>Body of <c>PATCH /playlists/{id}</c>; what is null stays, an empty description removes it.</summary>
public sealed record PlaylistEdit(string? Name = null, string? Description = null, Visibility? Visibility = null);

/// <summary>Body of <c>POST /playlists/{id}/items</c>.</summary>
/// <param name="Position">Zero-based place of the first; null appends.</param>
public sealed record ItemsToAdd(IReadOnlyList<Guid> SongIds, int? Position = null);

/// <summary>Body of <c>POST /playlists/{id}/items/remove</c>.</summary>
public sealed record ItemsToRemove(IReadOnlyList<Guid> ItemIds);

/// <summary>Body of <c>POST /playlists/{id}/items/move</c>.</summary>
/// <param name="Position">Zero-based place the item has afterwards.</param>
public sealed record ItemMove(Guid ItemId, int Position);

/// <summary>Body of <c>POST /playlists/items/batch</c>: a window of the items of each of several playlists.</summary>
public sealed record ItemsBatchRequest(IReadOnlyList<ItemsWindow> Windows);

/// <summary>A window of one playlist's items.</summary>
public sealed record ItemsWindow(Guid PlaylistId, PageRequest Page);
