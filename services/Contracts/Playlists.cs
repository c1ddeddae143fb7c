namespace MusicGraph.Contracts;

/// <summary>Who can see a playlist.</summary>
public enum Visibility
{
    /// <summary>Everyone, also in lists and searches.</summary>
    Public,

    /// <summary>Only its owner and those who collaborate on it.</summary>
    Private,

    /// <summary>Everyone who has its address; it stands in no list and no search of others.</summary>
    Unlisted,
}

/// <summary>What somebody whom the owner let in may do with a playlist.</summary>
public enum CollaboratorRole
{
    /// <summary>See it, also when it is private.</summary>
    Viewer,

    /// <summary>See it, and add, remove and move its items.</summary>
    Editor,
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
/// <param name="DurationMs">The length of all its songs together, in milliseconds.</param>
/// <param name="Collaborators">Who else may see or change it, in the order in which they came; null for nobody.</param>
public sealed record Playlist(
    Guid Id,
    Guid OwnerId,
    string Name,
    string? Description,
    Visibility Visibility,
    int ItemCount,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long DurationMs = 0,
    IReadOnlyList<Collaborator>? Collaborators = null);

/// <summary>Somebody whom the owner let in.</summary>
/// <param name="Role">What they may do.</param>
/// <param name="Since">When they came.</param>
public sealed record Collaborator(Guid UserId, CollaboratorRole Role, DateTimeOffset Since);

/// <summary>What stands at a place in a playlist.</summary>
public enum PlaylistItemKind
{
    Song,

    /// <summary>An episode of a podcast.</summary>
    Episode,
}

/// <summary>A song's place in a playlist; the same song may stand in it more than once.</summary>
/// <param name="Id">Names this place, for removing and moving it.</param>
/// <param name="SongId">The song's id, or that of the episode.</param>
/// <param name="AddedAt">When it was added to the playlist.</param>
/// <param name="DurationMs">Its length in milliseconds when it was added.</param>
public sealed record PlaylistItem(
    Guid Id, Guid SongId, Guid AddedBy, DateTimeOffset AddedAt, PlaylistItemKind Kind = PlaylistItemKind.Song, int DurationMs = 0);

/// <summary>Body of <c>POST /playlists</c>.</summary>
public sealed record NewPlaylist(string Name, string? Description = null, Visibility Visibility = Visibility.Public);

/// <summary>Body of <c>PATCH /playlists/{id}</c>; what is null stays, an empty description removes it.</summary>
public sealed record PlaylistEdit(string? Name = null, string? Description = null, Visibility? Visibility = null);

/// <summary>Body of <c>POST /playlists/{id}/items</c>.</summary>
/// <param name="SongIds">At most 100 songs or episodes.</param>
/// <param name="Position">Zero-based place of the first; null appends.</param>
/// <param name="SnapshotId">What the caller saw (<see cref="Snapshots"/>); a position is refused when it is not the state any more.</param>
public sealed record ItemsToAdd(IReadOnlyList<Guid> SongIds, int? Position = null, string? SnapshotId = null);

/// <summary>Body of <c>POST /playlists/{id}/items/remove</c>.</summary>
/// <param name="ItemIds">At most 100.</param>
/// <param name="SnapshotId">What the caller saw; since items are named, the removal fits any later state too.</param>
public sealed record ItemsToRemove(IReadOnlyList<Guid> ItemIds, string? SnapshotId = null);

/// <summary>Body of <c>POST /playlists/{id}/items/move</c>.</summary>
/// <param name="Position">Zero-based place the item has afterwards.</param>
/// <param name="SnapshotId">What the caller saw; in a later state the item, being named, moves to the place or, beyond the end, to the end.</param>
public sealed record ItemMove(Guid ItemId, int Position, string? SnapshotId = null);

/// <summary>Body of <c>POST /playlists/{id}/items/reorder</c>: moves a range to before another item.</summary>
/// <param name="RangeStart">Zero-based place of the first item to move.</param>
/// <param name="InsertBefore">The place, as it is before the move, of the item they are put before; the number of items for the end.</param>
/// <param name="RangeLength">How many to move.</param>
/// <param name="SnapshotId">What the caller saw; refused when it is not the state any more.</param>
public sealed record ItemsReorder(int RangeStart, int InsertBefore, int RangeLength = 1, string? SnapshotId = null);

/// <summary>Body of <c>PUT /playlists/{id}/items</c>: these songs in place of all others.</summary>
/// <param name="SongIds">At most 100; none empties the playlist.</param>
/// <param name="SnapshotId">What the caller saw; refused when it is not the state any more.</param>
public sealed record ItemsReplacement(IReadOnlyList<Guid> SongIds, string? SnapshotId = null);

/// <summary>
/// Body of <c>POST /playlists/items/batch</c> and <c>POST /playlists/history/batch</c>: a window of the items, or of what was done to them, of
/// each of several playlists.
/// </summary>
public sealed record ItemsBatchRequest(IReadOnlyList<ItemsWindow> Windows);

/// <summary>A window of one playlist's items.</summary>
public sealed record ItemsWindow(Guid PlaylistId, PageRequest Page);

/// <summary>Body of <c>PUT /playlists/{id}/collaborators/{userId}</c>.</summary>
public sealed record CollaboratorGrant(CollaboratorRole Role);

/// <summary>Body of <c>POST /playlists/{id}/invites</c>.</summary>
/// <param name="Hours">How long the link is good for: 1 to 720; a week when null.</param>
public sealed record NewInvite(CollaboratorRole Role, int? Hours = null);

/// <summary>A link that lets who has it collaborate on a playlist, until it expires or is revoked.</summary>
/// <param name="Token">Secret; told once.</param>
/// <param name="Role">What those who come by it may do.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record PlaylistInvite(Guid PlaylistId, string Token, CollaboratorRole Role, DateTimeOffset ExpiresAt);

/// <summary>Body of <c>POST /playlists/invites/accept</c>.</summary>
public sealed record InviteAcceptance(string Token);

/// <summary>How many follow a playlist.</summary>
/// <param name="FollowedByViewer">Whether the asking user follows it.</param>
public sealed record PlaylistFollows(Guid PlaylistId, int Followers, bool FollowedByViewer);

/// <summary>What was done to the items of a playlist.</summary>
public enum PlaylistChangeKind
{
    Added,
    Removed,
    Moved,

    /// <summary>All items gave way to others.</summary>
    Replaced,
}

/// <summary>One change of a playlist's items.</summary>
/// <param name="Version">The playlist's version since the change.</param>
/// <param name="Kind">What was done.</param>
/// <param name="By">Who did it; null for the system, which removes what is gone from the catalog.</param>
/// <param name="At">When it was done.</param>
/// <param name="Count">How many items it was about.</param>
/// <param name="SongIds">What was added, removed or moved, in order; of a range that was moved the first.</param>
/// <param name="From">Where the first stood before, for what was moved.</param>
/// <param name="To">Where the first stands since, for what was added or moved.</param>
public sealed record PlaylistHistoryEntry(
    long Version,
    PlaylistChangeKind Kind,
    Guid? By,
    DateTimeOffset At,
    int Count,
    IReadOnlyList<Guid> SongIds,
    int? From = null,
    int? To = null);

/// <summary>Body of <c>POST /likes</c> and <c>POST /likes/remove</c>.</summary>
/// <param name="SongIds">At most 100.</param>
public sealed record SongLikes(IReadOnlyList<Guid> SongIds);
