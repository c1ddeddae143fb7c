using System.Text.Json.Serialization;

namespace MusicGraph.Contracts;

/// <summary>What happened to a playlist, but for its items.</summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PlaylistChanged), "changed")]
[JsonDerivedType(typeof(PlaylistFollowChanged), "followChanged")]
public abstract record PlaylistEvent(Guid EventId);

/// <summary>
/// A playlist was made, edited or deleted, who may see or change it is another, or its followers have become twice or half as many.
/// </summary>
/// <param name="Playlist">With its collaborators; its items may have changed again since.</param>
/// <param name="Revision">Grows with every such change of the playlist.</param>
/// <param name="FollowerCount">How many followed it, about: for ranking.</param>
/// <param name="Left">Who collaborated on it until this change.</param>
public sealed record PlaylistChanged(
    Guid EventId, Playlist Playlist, bool IsDeleted, long Revision, int FollowerCount = 0, IReadOnlyList<Guid>? Left = null)
    : PlaylistEvent(EventId);

/// <summary>A user began or ceased to follow a playlist.</summary>
/// <param name="Version">Grows with every such change between the two.</param>
public sealed record PlaylistFollowChanged(
    Guid EventId, Guid UserId, Guid PlaylistId, bool Follows, long Version, DateTimeOffset ChangedAt) : PlaylistEvent(EventId);

/// <summary>
/// The items of a playlist changed. Told within a moment of the change, several changes of that moment together; the latest may be lost when
/// the process that made it is killed, so that who needs more than news asks for the playlist.
/// </summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
/// <param name="Playlist">As it is since; <see cref="Contracts.Playlist.Version"/> orders the events of a playlist.</param>
/// <param name="ChangedBy">Who made the latest of the changes; null for the system.</param>
/// <param name="Kind">What the latest of the changes was.</param>
public sealed record PlaylistItemsChanged(Guid EventId, Playlist Playlist, Guid? ChangedBy, PlaylistChangeKind Kind);
