namespace MusicGraph.Contracts;

/// <summary>Who can see a playlist.</summary>
public enum Visibility
{
    /// <summary>Everyone, also in lists.</summary>
    Public,

    /// <summary>Only its owner.</summary>
    Private,
}

/// <summary>Songs in an order that its owner chose.</summary>
/// <param name="Id">Its id; it never changes.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Visibility">Who can see it.</param>
/// <param name="ItemCount">How many songs stand in it, repetitions counted.</param>
/// <param name="Version">Grows by one with every change of the items.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it or its items were last changed.</param>
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
/// <param name="Id">Names this place, for removing and moving it.</param>
/// <param name="AddedAt">When it was added to the playlist.</param>
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
