using MusicGraph.Gateway.Events;

namespace MusicGraph.Gateway.Playlists;

/// <summary>A playlist changed.</summary>
/// <param name="Cursor">Give it as <c>after</c> to go on behind this event.</param>
/// <param name="Playlist">The playlist as it was after the change; null when it was deleted.</param>
/// <param name="IsDeleted">Whether it is no more. Nothing comes after that.</param>
/// <param name="Items">What was done to its items; null where something else of it changed.</param>
/// <param name="ChangedBy">Who did that.</param>
public sealed record PlaylistChangedEvent(string Cursor, Playlist? Playlist, bool IsDeleted, PlaylistChangeKind? Items, Guid? ChangedBy) : IPlaced;

[ObjectType<PlaylistChangedEvent>]
internal static partial class PlaylistChangedEventType
{
    /// <summary>Who changed the items; null where that is not known.</summary>
    [BindMember(nameof(PlaylistChangedEvent.ChangedBy))]
    public static async Task<User?> GetChangedByAsync(
        [Parent] PlaylistChangedEvent happened, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        happened.ChangedBy is { } id ? await userById.LoadAsync(id, cancellationToken) : null;
}
